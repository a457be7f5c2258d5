import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brandingLooks } from "../support/branding_looks.tsx";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openReaders, type Readers } from "../support/flaws.ts";
import { screensLooks } from "../support/screens_looks.tsx";
import { tillLooks } from "../support/till_looks.tsx";

let browser: TestBrowser;
let readers: Readers;
beforeAll(async () => {
  browser = await openBrowser();
  readers = await openReaders(browser, { ...tillLooks, ...screensLooks, ...brandingLooks });
});
afterAll(async () => {
  await browser.close();
  await readers.close();
});

describe.each([
  ["a shop assistant's till", tillLooks],
  ["a merchant's screens", screensLooks],
  ["a merchant's branding", brandingLooks],
])("every state of %s", (_, looks) => {
  it.each(Object.keys(looks))("%s is accessible", async (name) => {
    expect(await readers.flawsOf(name)).toEqual([]);
  });
});
