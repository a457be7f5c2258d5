import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ purse: true })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** From the simulated wallet app to the checkout of an order. */
async function openInApp(page: Page, amount: number): Promise<string> {
  const { orderId } = await placeOrder(portal, amount);
  await page.goto(`${portal.url}/sandbox/purse`);
  await page.fill("#link", `${portal.url}/checkout/${orderId}`);
  await page.click("form:has(#link) button");
  await page.waitForURL(`${portal.url}/checkout/${orderId}`);
  return orderId;
}

describe("a balance at the checkout", () => {
  it("is filled in once the app has said what is there, and pays, in Chinese on a phone", async () => {
    const { page, complaints } = await browser.openPage({ width: 360 });
    await openInApp(page, 20_000);
    await page.waitForSelector("label[for=m-balance] >> text=钱包里有 ¥500.00");
    expect(await page.isChecked("#m-balance")).toBe(true);
    expect(await page.innerText(".pay button")).toContain("用余额支付 ¥200.00");
    await page.click(".pay button");
    await page.waitForSelector("h1:has-text('已付款')");

    // What is left does not do for the next one.
    await openInApp(page, 40_000);
    await page.waitForSelector("label[for=m-balance] >> text=钱包里只有 ¥300.00");
    expect(await page.isDisabled("#m-balance")).toBe(true);
    expect(await page.isChecked("#m-quickpass")).toBe(true);
    const ids = await page.$$eval("input[name=method]", (all) => all.map(({ id }) => id));
    expect(ids.at(-1)).toBe("m-balance");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("pays without script, and says before anything starts that too little is there", async () => {
    const { page } = await browser.openPage({ lang: "en", javascript: false });
    await openInApp(page, 10_000);
    await page.waitForSelector("label[for=m-balance] >> text=Paid from your wallet at once");
    await page.click(".pay button");
    await page.waitForSelector("h1:has-text('Paid')");
    await openInApp(page, 90_000);
    await page.click(".pay button");
    await page.waitForSelector("#summary >> text=too little for this order");
    expect(await page.isDisabled("#m-balance")).toBe(true);
    await page.context().close();
  });
});
