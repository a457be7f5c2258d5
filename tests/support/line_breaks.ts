import type { Page } from "playwright-core";
import type { Lang } from "../../views/words.ts";
import { PHONE_BELOW_PX, type TestBrowser } from "./browser.ts";
import { DRAWER, type Drawer, drawn } from "./drawing.ts";
import { EMPTY_PLACE, gallery } from "./gallery.ts";
import type { Looks } from "./look.ts";
import { serveLoopback } from "./portal.ts";

/** From the smallest phone to a wall display, in CSS px. */
const SIZES = [
  [320, 640],
  [360, 740],
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1280, 900],
  [1920, 1080],
] as const;
type Size = (typeof SIZES)[number];

const DEVICES = {
  phone: SIZES.filter(([width]) => width < PHONE_BELOW_PX),
  desk: SIZES.filter(([width]) => width >= PHONE_BELOW_PX),
} as const;

/** What is seen without scrolling: a shop's screen. */
const ONE_SCREEN = "main.screen";
/** What stands on one line: an amount, the word of a shop's screen. */
const ONE_LINE = ".money, .word";
/** A moment in Chinese and in English: on one line, unless that is too short for it. */
const MOMENT =
  /\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?(?: \(UTC\+8\))?|\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d \(UTC\+8\)/
    .source;
/** A name, none of whose words is broken unless a line is too short for it. */
const NAME = "bdi, .payee";
/** Of the payees in looks, wherever a sentence names them. */
const PAYEE_WORD = "清风茶馆|江湾停车|Breeze|Bamboo|Teahouse|Trading|Company|Hangzhou";

/** Sees where lines end, on a page that stays open. */
export interface LineReader {
  /** What is broken that must not be, and what is wider than the screen, each with the setting it was seen in. */
  brokenIn(name: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openLineReader(browser: TestBrowser, looks: Looks): Promise<LineReader> {
  const app = await gallery(looks);
  const site = serveLoopback((request) => app.fetch(request));
  const { page } = await browser.openPage({ width: 1_920, reducedMotion: true });
  await page.goto(site.url + EMPTY_PLACE);
  await page.evaluate(DRAWER);
  return {
    brokenIn: async (name) => {
      const ways = (["zh", "en"] as const).flatMap((lang) =>
        Object.values(DEVICES).map((sizes) => ({ lang, sizes }))
      );
      const drawings = ways.map(async ({ lang, sizes }) => {
        const width = Math.max(...sizes.map(([width]) => width));
        return { lang, sizes, html: await drawn(app, { name, lang, width }) };
      });
      return await read(page, await Promise.all(drawings));
    },
    close: () => site.close(),
  };
}

interface Drawing {
  readonly lang: Lang;
  readonly html: string;
  readonly sizes: readonly Size[];
}

/** Draws into a frame, which changes its size without leaving the page: one call, because each takes its time. */
function read(page: Page, drawings: readonly Drawing[]): Promise<readonly string[]> {
  return page.evaluate(async ({ drawings, oneScreen, oneLine, moment, name, payeeWord }) => {
    const frame = document.querySelector("iframe") ??
      document.body.appendChild(document.createElement("iframe"));
    const into = frame.contentDocument as Document;
    if (into.compatMode !== "CSS1Compat") {
      into.write("<!doctype html>");
      into.close();
    }

    /** Every place in the text under `root` that looks like `pattern`. */
    const places = (root: Element, pattern: RegExp): readonly Range[] => {
      const texts = into.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: Range[] = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (const { 0: text, index } of (node.nodeValue ?? "").matchAll(pattern)) {
          const range = into.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + text.length);
          found.push(range);
        }
      }
      return found;
    };
    /** On how many lines it stands, and how long they are together. */
    const measure = (range: Range) => {
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 1);
      let [lines, end] = [0, -Infinity];
      for (const { top, bottom } of boxes.sort((a, b) => a.top - b.top)) {
        if ((top + bottom) / 2 <= end) continue;
        lines++;
        end = bottom;
      }
      return { lines, length: boxes.reduce((sum, { width }) => sum + width, 0) };
    };
    /** How long a line may be there. */
    const room = ({ startContainer }: Range) => {
      const block = startContainer.parentElement?.closest(
        "h1, h2, h3, td, th, li, .button, .card, .words, main",
      ) ??
        into.body;
      const { paddingLeft, paddingRight } = getComputedStyle(block);
      return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    };

    const found = new Set<string>();
    for (const { lang, html, sizes } of drawings) {
      await (globalThis as unknown as Drawer).draw(html, { into });
      for (const [width, height] of sizes) {
        Object.assign(frame.style, { border: "0", width: `${width}px`, height: `${height}px` });
        const note = (what: string) => found.add(`${lang} ${width}: ${what}`);
        const { scrollWidth, scrollHeight, clientWidth } = into.documentElement;
        if (clientWidth !== width) throw new Error(`Cannot look at ${width} px: ${clientWidth}`);
        if (scrollWidth > width) note(`${scrollWidth - width} px wider than the screen`);
        if (scrollHeight > height && into.querySelector(oneScreen)) {
          note(`${scrollHeight - height} px higher than the screen`);
        }

        for (const element of into.querySelectorAll(oneLine)) {
          const range = into.createRange();
          range.selectNodeContents(element);
          if (measure(range).lines > 1) note(`broken ${range}`);
        }
        const whole = [
          ...places(into.body, new RegExp(moment, "g")),
          ...[...into.querySelectorAll(name)].flatMap((each) => places(each, /[^\s-]+-?/g)),
          ...places(into.body, new RegExp(payeeWord, "g")),
        ];
        for (const range of whole) {
          const { lines, length } = measure(range);
          if (lines > 1 && length <= room(range)) note(`broken ${range}`);
        }
      }
    }
    return [...found];
  }, {
    drawings,
    oneScreen: ONE_SCREEN,
    oneLine: ONE_LINE,
    moment: MOMENT,
    name: NAME,
    payeeWord: PAYEE_WORD,
  });
}
