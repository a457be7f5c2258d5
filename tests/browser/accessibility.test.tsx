import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Layout } from "../../views/layout.tsx";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { checkoutLooks } from "../support/checkout_looks.tsx";
import { openReaders, type Readers } from "../support/flaws.ts";
import type { Look } from "../support/look.ts";
import { otherLooks } from "../support/other_looks.tsx";
import { contractLooks } from "../support/contract_looks.tsx";
import { consoleLooks } from "../support/console_looks.tsx";
import { opsLooks } from "../support/ops_looks.tsx";
import { staffLooks } from "../support/staff_looks.tsx";
import { sandboxLooks } from "../support/sandbox_looks.tsx";

/** A field without a label, text too pale in dark mode, a low button, and a line that never breaks. */
const flawed: Look = (frame) => (
  <Layout frame={frame} title="Flawed" mode="live" script={false}>
    <input />
    <p class="code">Pale by night</p>
    <button type="button">Low</button>
    <p class="money">{"¥1.00 ".repeat(40)}</p>
  </Layout>
);

let browser: TestBrowser;
let readers: Readers;
beforeAll(async () => {
  browser = await openBrowser();
  const looks = {
    flawed,
    ...checkoutLooks,
    ...sandboxLooks,
    ...otherLooks,
    ...staffLooks,
    ...consoleLooks,
    ...contractLooks,
    ...opsLooks,
  };
  readers = await openReaders(browser, looks);
});
afterAll(async () => {
  await browser.close();
  await readers.close();
});

describe("flawsOf", () => {
  it("names what is wrong and how it was looked at", async () => {
    const found = await readers.flawsOf("flawed");
    for (const way of ["zh 360 light", "en 360 dark", "zh 1280 dark", "en 1280 light"]) {
      expect(found).toContain(`${way}: label <input>`);
      expect(found).toContain(`${way}: lower than 48 px <button type="button">Low</button>`);
      expect(found).toContainEqual(expect.stringMatching(`${way}: \\d+ px wider than the screen`));
    }
    expect(found.filter((each) => each.includes("color-contrast"))).toEqual([
      `en 360 dark: color-contrast <p class="code">Pale by night</p>`,
      `zh 1280 dark: color-contrast <p class="code">Pale by night</p>`,
    ]);
  });
});

describe.each([
  ["the checkout", checkoutLooks],
  ["the sandbox", sandboxLooks],
  ["the pages in between", otherLooks],
  ["the pages for staff", staffLooks],
  ["the console", consoleLooks],
  ["the console's contracts", contractLooks],
  ["the desk", opsLooks],
])("every state of %s", (_, looks) => {
  it.each(Object.keys(looks))("%s is accessible", async (name) => {
    expect(await readers.flawsOf(name)).toEqual([]);
  });
});

describe("scripts and the policy", () => {
  it("have nothing to complain of in any state of the checkout", async () => {
    expect(await readers.complaintsOf(Object.keys(checkoutLooks))).toEqual([]);
  });
});
