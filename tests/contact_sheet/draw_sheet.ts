import type { Hono } from "hono";
import type { Page } from "playwright-core";
import type { AppEnv } from "../../routes/app_env.ts";
import { PHONE_BELOW_PX } from "../support/browser.ts";
import { type Drawer, drawn } from "../support/drawing.ts";

/** How high a screen is, how much of a longer page is shown, in CSS px, and how small it is drawn. */
const SCREENS = [
  { width: 360, height: 740, heightMax: 1_080, scale: 1 / 3 },
  { width: 1280, height: 900, heightMax: 900, scale: 3 / 16 },
] as const;

/** Phones, then desks; each in both languages, by day and by night. */
const WAYS = SCREENS.flatMap((screen) =>
  (["zh", "en"] as const).flatMap((lang) =>
    (["light", "dark"] as const).map((theme) => ({ ...screen, lang, theme }))
  )
);

/** Two looks on a line: of each, the phones side by side, then the desks in a square. */
const STYLE = `
  html { background: #857f73; color: #fff }
  body {
    display: grid; grid-template-columns: auto auto; gap: 16px 32px; width: max-content;
    margin: 0; padding: 16px; font: 600 16px/24px sans-serif;
  }
  section { display: grid; grid-template-columns: repeat(6, auto); gap: 8px; align-items: start; align-content: start }
  h2 { grid-column: 1 / -1; margin: 0; font: inherit }
  .phone { grid-row: 2 / 4 }
  div { overflow: hidden }
  iframe { display: block; border: 0; transform-origin: 0 0 }
`;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Fills `page`, which has the drawer, with a row for each look in each way, and answers how large that is. */
export async function drawSheet(
  page: Page,
  app: Hono<AppEnv>,
  names: readonly string[],
): Promise<Size> {
  const rows = await Promise.all(names.map(async (name) => ({
    name,
    pictures: await Promise.all(
      WAYS.map(async (way) => ({ ...way, html: await drawn(app, { name, ...way }) })),
    ),
  })));
  return await page.evaluate(async ({ rows, style, phoneBelow }) => {
    const { draw } = globalThis as unknown as Drawer;
    const add = (to: Element, name: string, text = "") => {
      const added = document.createElement(name);
      added.textContent = text;
      return to.appendChild(added);
    };
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    document.head.replaceChildren();
    document.body.replaceChildren();
    for (const { name, pictures } of rows) {
      const look = add(document.body, "section");
      add(look, "h2", name);
      for (const { html, theme, width, height, heightMax, scale } of pictures) {
        const box = add(look, "div");
        box.className = width < phoneBelow ? "phone" : "";
        const frame = add(box, "iframe") as HTMLIFrameElement;
        // Of many pages only one could have the focus it asks for.
        frame.inert = true;
        Object.assign(frame.style, {
          width: `${width}px`,
          height: `${height}px`,
          // A page in a frame takes the frame's theme for its reader's.
          colorScheme: theme,
          transform: `scale(${scale})`,
        });
        const into = frame.contentDocument as Document;
        into.write("<!doctype html><meta name=color-scheme content='light dark'>");
        into.close();
        await draw(html, { into, folded: true });
        const shown = Math.min(into.documentElement.scrollHeight, heightMax);
        frame.style.height = `${shown}px`;
        Object.assign(box.style, { width: `${width * scale}px`, height: `${shown * scale}px` });
      }
    }
    const { scrollWidth: width, scrollHeight: height } = document.documentElement;
    return { width, height };
  }, { rows, style: STYLE, phoneBelow: PHONE_BELOW_PX });
}
