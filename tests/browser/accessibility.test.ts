import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { flaws, tooSmall, tooWide, violations } from "../support/flaws.ts";
import { checkoutPlaces, gallery } from "../support/gallery.tsx";
import { placeOrder } from "../support/payer.ts";
import { type Loopback, openPortal, serveLoopback } from "../support/portal.ts";

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

const places = () => checkoutPlaces.map((place) => site.url + place);

describe("every state of the checkout", () => {
  it("is accessible on a phone, in Chinese, by day and by night", async () => {
    expect(await flaws(browser, places(), { width: 360, lang: "zh" })).toEqual([]);
  }, PATIENCE_MS);

  it("is accessible at a desk, in English, by day and by night", async () => {
    expect(await flaws(browser, places(), { width: 1280, lang: "en" })).toEqual([]);
  }, PATIENCE_MS);
});

describe("every page a payer or a developer meets on the way", () => {
  it("is accessible on a phone, by night", async () => {
    const portal = await openPortal();
    const { page, complaints } = await browser.openPage({ width: 360, dark: true });
    const found: string[] = [];
    const look = async () => {
      found.push(...(await violations(page)).map((each) => `${page.url()}: ${each}`));
    };
    const pay = () => page.getByRole("button", { name: "支付 ¥12.34" }).click();
    try {
      await page.goto(`${portal.url}/checkout/${(await placeOrder(portal)).orderId}`);
      await pay();
      await page.waitForURL("**/sandbox/wallet/*");
      await look();
      await pay();
      await page.waitForSelector("h1:has-text('已付款')");
      await look();
      await portal.settle();

      await page.goto(`${portal.url}/checkout/${(await placeOrder(portal)).orderId}`);
      await page.getByText("银行卡", { exact: true }).click();
      await pay();
      await page.waitForURL("**/sandbox/cashier/*");
      await look();
      for (const path of ["/sandbox/wallet", "/demo/receiver", "/docs"]) {
        await page.goto(portal.url + path);
        await look();
      }
      expect([...found, ...complaints]).toEqual([]);
    } finally {
      await page.context().close();
      await portal.close();
    }
  });
});

describe("the page", () => {
  it("holds on 320 px with text twice as large", async () => {
    expect(await tooWide(browser, places())).toEqual([]);
  });

  it("gives every target on a consumer page 48 px", async () => {
    expect(await tooSmall(browser, places())).toEqual([]);
  });
});
