import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { flaws, tooSmall, tooWide } from "../support/flaws.ts";
import { linkLooks, linkPlaces } from "../support/link_looks.tsx";
import { type Loopback, serveLoopback } from "../support/portal.ts";

// Axe reads every page twice, and a busy machine is slow at it.
const PATIENCE_MS = 60_000;
// The same page with another sentence.
const ALIKE =
  /open_(?:desktop|long)|unavailable|poster_(?:long|paused)|used_up_refused|wrong|paused|missing$/;

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  const app = await linkLooks();
  site = serveLoopback((request) => app.fetch(request));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const places = () => linkPlaces.map((place) => site.url + place);

describe("every look of a link's page and its poster", () => {
  it("is accessible on a phone, in Chinese, by day and by night", async () => {
    const looks = places().filter((place) => !ALIKE.test(place));
    expect(await flaws(browser, looks, { width: 360, lang: "zh" })).toEqual([]);
  }, PATIENCE_MS);

  it("holds on 320 px with text twice as large", async () => {
    expect(await tooWide(browser, places())).toEqual([]);
  });

  it("gives every target 48 px", async () => {
    expect(await tooSmall(browser, places())).toEqual([]);
  });
});
