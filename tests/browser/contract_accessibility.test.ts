import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { flaws, tooSmall, tooWide } from "../support/flaws.ts";
import { contractLooks, contractPlaces, gallery } from "../support/gallery.tsx";
import { type Loopback, serveLoopback } from "../support/portal.ts";

// Axe reads every page twice, and a busy machine is slow at it.
const PATIENCE_MS = 60_000;

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  const app = await gallery();
  site = serveLoopback((request) => app.fetch(request));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const at = (places: readonly string[]) => places.map((place) => site.url + place);

describe("every look of signing and of the wallet", () => {
  it("is accessible on a phone, in Chinese, by day and by night", async () => {
    expect(await flaws(browser, at(contractLooks), { width: 360, lang: "zh" })).toEqual([]);
  }, PATIENCE_MS);

  it("is accessible at a desk, in English, by day and by night", async () => {
    expect(await flaws(browser, at(contractLooks), { width: 1280, lang: "en" })).toEqual([]);
  }, PATIENCE_MS);
});

describe("every state of signing and of the wallet", () => {
  it("holds on 320 px with text twice as large", async () => {
    expect(await tooWide(browser, at(contractPlaces))).toEqual([]);
  });

  it("gives every target 48 px", async () => {
    expect(await tooSmall(browser, at(contractPlaces))).toEqual([]);
  });
});
