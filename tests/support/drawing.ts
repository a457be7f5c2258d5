import type { Hono } from "hono";
import type { AppEnv } from "../../routes/app_env.ts";
import type { Lang } from "../../views/words.ts";
import { PHONE_BELOW_PX } from "./browser.ts";
import { placeOf } from "./gallery.ts";

interface Drawing {
  readonly name: string;
  readonly lang: Lang;
  /** Of the screen, in CSS px. */
  readonly width: number;
}

/** The HTML of a look, as this screen would get it. */
export async function drawn(
  app: Hono<AppEnv>,
  { name, lang, width }: Drawing,
): Promise<string> {
  const device = width < PHONE_BELOW_PX ? "Mobile" : "Desk";
  const headers = { "Accept-Language": lang, "User-Agent": device };
  const answer = await app.request(placeOf(name), { headers });
  if (!answer.ok) throw new Error(`Cannot draw ${name}: ${answer.status}`);
  return await answer.text();
}

/** What `DRAWER` puts on a page. */
export interface Drawer {
  readonly draw: typeof draw;
}

/** Given to a page once, so that its own functions can draw. */
export const DRAWER = `globalThis.draw = ${draw}`;

interface Easel {
  /** Where to; without it, the page itself. */
  readonly into?: Document;
  /** Leaves folded what is folded. */
  readonly folded?: boolean;
}

/** In the browser: puts a look in the place of the one before, with its style, and without running its scripts. */
async function draw(
  html: string,
  { into = document, folded = false }: Easel = {},
): Promise<void> {
  const drawn = new DOMParser().parseFromString(html, "text/html");
  const sheets = (
    of: Document,
  ) => [...of.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  const wanted = sheets(drawn).map((sheet) => sheet.getAttribute("href") ?? "");
  const there = sheets(into).map((sheet) => sheet.getAttribute("href") ?? "");
  const loading = wanted.filter((href) => !there.includes(href)).map((href) =>
    new Promise((loaded) => {
      const sheet = into.createElement("link");
      sheet.rel = "stylesheet";
      sheet.onload = loaded;
      sheet.href = href;
      into.head.append(sheet);
    })
  );
  await Promise.all(loading);
  for (const sheet of sheets(into)) {
    if (!wanted.includes(sheet.getAttribute("href") ?? "")) sheet.remove();
  }
  into.title = drawn.title;
  into.documentElement.lang = drawn.documentElement.lang;
  into.documentElement.className = drawn.documentElement.className;
  into.body.replaceWith(into.adoptNode(drawn.body));
  if (folded) return;
  for (const details of into.querySelectorAll("details")) details.open = true;
}
