import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { langs } from "../../views/words.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { gallery, placeOf } from "../support/gallery.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { counterLooks, screenLooks } from "../support/screen_looks.tsx";

/** Portrait and landscape, from the smallest phone to a wall display, and the squares between. */
const SIZES = [
  [320, 480],
  [480, 320],
  [768, 1024],
  [800, 900],
  [900, 900],
  [1280, 800],
  [1920, 1080],
] as const;

/** What bold DejaVu Sans, the widest font that browsers fall back on, makes of these words, in em. */
const WIDE = { "Scanned": 4.81, "Payment not completed": 13.42, "Already signed": 8.44 };

let browser: TestBrowser;
let site: Loopback;
let pages: readonly Page[];
beforeAll(async () => {
  browser = await openBrowser();
  const app = await gallery(screenLooks);
  site = serveLoopback((request) => app.fetch(request));
  pages = await Promise.all(langs.map(async (lang) => {
    return (await browser.openPage({ width: 1280, lang, reducedMotion: true })).page;
  }));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A page in a font whose Latin letters are as wide as DejaVu's; style sheets of the page's own could not do that. */
async function widen(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      @font-face {
        font-family: Wide;
        font-weight: 100 500;
        src: local("Noto Sans SC Regular");
        size-adjust: 119%;
        unicode-range: U+0-2E7F;
      }
      @font-face {
        font-family: Wide;
        font-weight: 600 900;
        src: local("Noto Sans SC Bold");
        size-adjust: 119%;
        unicode-range: U+0-2E7F;
      }
      * { font-family: Wide, "Noto Sans SC" !important }
    `);
    document.adoptedStyleSheets.push(sheet);
    await Promise.all(["1em Wide", "bold 1em Wide"].map((font) => document.fonts.load(font)));
  });
}

/** Words and amounts that stick out of their column or broke, and what of the screen lies outside. */
function flaws(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const fits = scrollWidth <= innerWidth && scrollHeight <= innerHeight;
    const found = fits ? [] : [`${scrollWidth} × ${scrollHeight} px`];
    for (const each of document.querySelectorAll(".word, .due .money, .clock")) {
      const box = each.getBoundingClientRect();
      const column = each.closest(".words")?.getBoundingClientRect();
      const inside = column && box.left > column.left - 1 && box.right < column.right + 1;
      const text = document.createRange();
      text.selectNodeContents(each);
      const lines = new Set([...text.getClientRects()].map(({ bottom }) => Math.round(bottom)));
      const whole = getComputedStyle(each).whiteSpace === "nowrap" || lines.size === 1;
      if (!inside || !whole) found.push(`${each.className} ${each.textContent}`);
    }
    const band = document.querySelector(".last")?.getBoundingClientRect();
    for (const each of document.querySelectorAll(".tile, .words > *, .words h1 > *")) {
      const { top, height } = each.getBoundingClientRect();
      if (band && height > 0 && top < band.bottom) found.push(`under the band: ${each.className}`);
    }
    return found;
  });
}

describe("the words of a shop's screen, where the font is wide", () => {
  it("are measured in a font as wide as the widest there is", async () => {
    const [page] = pages as [Page];
    await page.goto(site.url + placeOf("screen/scanned"));
    await widen(page);
    for (const [word, em] of Object.entries(WIDE)) {
      const drawn = await page.locator(".word").evaluate((each, word) => {
        each.textContent = word;
        return each.getBoundingClientRect().width / parseFloat(getComputedStyle(each).fontSize);
      }, word);
      expect([word, drawn / em >= 1, drawn / em < 1.1]).toEqual([word, true, true]);
    }
  });

  it.each(counterLooks)("%s: never break, and all of it is seen", async (name) => {
    for (const page of pages) {
      await page.goto(site.url + placeOf(name));
      await widen(page);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        expect([width, height, await flaws(page)]).toEqual([width, height, []]);
      }
    }
  });
});
