import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { flaws, tooSmall, tooWide } from "../support/flaws.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { screenLooks, screenPlaces } from "../support/screen_looks.tsx";

// Axe reads every page twice, and a busy machine is slow at it.
const PATIENCE_MS = 60_000;
// The same look with another sentence.
const ALIKE =
  /showing_|paying|paid_|refunded|expired|closed|idle|not_granted|pairing(?!_refused)|unpaired/;

const SIZES = [[360, 640], [768, 1024], [1920, 1080], [1024, 768]] as const;

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  const app = await screenLooks();
  site = serveLoopback((request) => app.fetch(request));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const places = () => screenPlaces.map((place) => site.url + place);
const looks = () => places().filter((place) => !ALIKE.test(place));

describe("a shop's screen", () => {
  it("is accessible, by day and by night", async () => {
    expect(await flaws(browser, looks(), { width: 768, lang: "zh" })).toEqual([]);
  }, PATIENCE_MS);

  it("holds on 320 px with text twice as large", async () => {
    expect(await tooWide(browser, places())).toEqual([]);
  });

  it("gives every target 48 px where there is one", async () => {
    const pairing = places().filter((place) => place.includes("pairing"));
    expect(await tooSmall(browser, pairing)).toEqual([]);
  });

  it("shows all at once on a screen that stands and on one that lies", async () => {
    const { page } = await browser.openPage({ width: 1280, lang: "en" });
    const over: string[] = [];
    for (const place of places()) {
      if (/pairing|looks\/not_granted/.test(place)) continue;
      await page.goto(place);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        const fits = await page.evaluate(() =>
          document.documentElement.scrollHeight <= innerHeight &&
          document.documentElement.scrollWidth <= innerWidth
        );
        if (!fits) over.push(`${place} at ${width} × ${height}`);
      }
    }
    await page.context().close();
    expect(over).toEqual([]);
  });
});
