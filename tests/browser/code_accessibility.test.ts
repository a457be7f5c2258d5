import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { codeLooks, codeViewNames } from "../support/code_looks.tsx";
import { flaws, tooSmall, tooWide } from "../support/flaws.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";

// Axe reads every page twice, and a busy machine is slow at it.
const PATIENCE_MS = 60_000;
// The same page with another sentence.
const ALIKE = ["mine_large", "mine_desktop", "taken_moving", "closed", "closed_unclear", "expired"];

let browser: TestBrowser;
let site: Loopback;
beforeAll(async () => {
  const app = await codeLooks();
  site = serveLoopback((request) => app.fetch(request));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const places = () => codeViewNames.map((name) => `${site.url}/looks/${name}`);
const looks = () => places().filter((place) => !ALIKE.some((name) => place.endsWith(`/${name}`)));

describe("the page of a scanned code", () => {
  it("is accessible on a phone, in Chinese, by day and by night", async () => {
    expect(await flaws(browser, looks(), { width: 360, lang: "zh" })).toEqual([]);
  }, PATIENCE_MS);

  it("holds on 320 px with text twice as large", async () => {
    expect(await tooWide(browser, places())).toEqual([]);
  });

  it("gives every target 48 px", async () => {
    expect(await tooSmall(browser, places())).toEqual([]);
  });
});
