import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { codeLooks } from "../support/code_looks.tsx";
import { openReaders, type Readers } from "../support/flaws.ts";
import { linkLooks } from "../support/link_looks.tsx";
import { counterLooks, screenLooks } from "../support/screen_looks.tsx";

/** Portrait and landscape, from a phone to a wall display. */
const SIZES = [
  [320, 480],
  [360, 640],
  [480, 320],
  [640, 360],
  [600, 1024],
  [768, 1024],
  [768, 900],
  [800, 900],
  [900, 900],
  [1024, 768],
  [1280, 720],
  [1280, 800],
  [1080, 1920],
  [1920, 1080],
] as const;

let browser: TestBrowser;
let readers: Readers;
beforeAll(async () => {
  browser = await openBrowser();
  readers = await openReaders(browser, { ...codeLooks, ...linkLooks, ...screenLooks });
});
afterAll(async () => {
  await browser.close();
  await readers.close();
});

describe.each([
  ["a scanned code", codeLooks],
  ["a printed code and its poster", linkLooks],
  ["a shop's screen", screenLooks],
])("every state of %s", (_, looks) => {
  it.each(Object.keys(looks))("%s is accessible", async (name) => {
    expect(await readers.flawsOf(name)).toEqual([]);
  });
});

describe("a shop's screen", () => {
  it.each(counterLooks)("%s is seen at once, whatever the screen", async (name) => {
    expect(await readers.cutOff(name, SIZES)).toEqual([]);
  });
});

describe("scripts and the policy", () => {
  it("have nothing to complain of in any state", async () => {
    const names = Object.keys({ ...codeLooks, ...linkLooks, ...screenLooks });
    expect(await readers.complaintsOf(names)).toEqual([]);
  });
});
