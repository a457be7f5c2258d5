import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Layout } from "../../views/layout.tsx";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { checkoutLooks } from "../support/checkout_looks.tsx";
import { flawsLoaded, openReaders, type Readers } from "../support/flaws.ts";
import type { Look } from "../support/look.ts";
import { otherLooks } from "../support/other_looks.tsx";
import { openPortal, type Portal } from "../support/portal.ts";
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

describe("the reference", () => {
  it("is accessible on a phone by night and at a desk by day", async () => {
    const portal = await openPortal();
    try {
      const found = await Promise.all([
        referenceFlaws(portal, { width: 360, lang: "zh", dark: true }),
        referenceFlaws(portal, { width: 1280, lang: "en" }),
      ]);
      expect(found.flat()).toEqual([]);
    } finally {
      await portal.close();
    }
  });
});

async function referenceFlaws({ url }: Portal, way: PageOptions): Promise<readonly string[]> {
  const { page, complaints } = await browser.openPage(way);
  await page.goto(`${url}/docs`);
  const found = await flawsLoaded(page);
  await page.context().close();
  return [...found, ...complaints].map((each) => `${way.lang} ${way.width}: ${each}`);
}
