import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startGateway } from "../../unionpay_gateway/gateway.ts";
import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import { minutes } from "../../core/time.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { openBrowser, stopClock, type TestBrowser } from "../support/browser.ts";
import { DEBIT } from "../support/card_payer.ts";
import { opened } from "../support/left_running.ts";
import { placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { connectTo, MER_ID } from "../support/unionpay_app.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";

/** What the simulated phone gets. */
const CODE = "123456";

let browser: TestBrowser;
let pki: Pki;
let portal: Portal;
let gateway: Gateway;
let closed: () => void;
beforeAll(async () => {
  [browser, pki] = await Promise.all([openBrowser(), gatewayPki()]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  portal = await openPortal();
  closed = opened("a simulated gateway").closed;
  gateway = startGateway({ pki, now: portal.clock.now });
  const { key, certificate } = pki.merchants[MER_ID] ?? pki.signing;
  await connectTo(portal, {
    keys: [key + certificate],
    roots: pki.middle.certificate + pki.root.certificate,
    gatewayUrl: gateway.url,
    tokenRequestor: "62000000001",
  });
});
afterEach(async () => {
  await gateway.stop();
  closed();
  await portal.close();
});

/** From the checkout to the gateway's page and back, until the cards can be chosen from. */
async function bind(page: Page, orderId: string, words: Readonly<Record<string, string>>) {
  await page.goto(`${portal.url}/checkout/${orderId}`);
  await page.click("label[for=m-bound_card]");
  await page.click(".pay button");
  await page.waitForURL(/\/cards$/);
  await page.click(`a:has-text("${words["openInApp"]}")`);
  await page.waitForSelector(`h1:has-text("${words["bindFirst"]}")`);
  await page.click(`button:has-text("${words["bind"]}")`);
}

async function atGateway(page: Page): Promise<void> {
  await page.fill("input[name=number]", DEBIT);
  await page.click("button:has-text('Next')");
  await page.fill("input[name=code]", "111111");
  await page.click("button:has-text('Allow')");
  await page.waitForSelector("h1:has-text('Opened')");
  await gateway.settle();
  await page.click("button:has-text('Back to the shop')");
}

describe("a card that a payer binds at the checkout", () => {
  it("pays the order that they came from, in Chinese on a phone", async () => {
    const { page, complaints } = await browser.openPage({ width: 360 });
    const { orderId } = await placeOrder(portal, 8_800);
    await bind(page, orderId, {
      openInApp: "用云闪付打开本页",
      bindFirst: "先绑一张卡",
      bind: "去绑卡",
    });
    await atGateway(page);
    await page.waitForSelector("h1:has-text('选择一张卡')");
    expect(await page.textContent(".choices label")).toContain("平安银行 尾号 0018");
    await page.click("button:has-text('获取付款验证码')");
    await page.waitForSelector("h1:has-text('输入付款验证码')");
    const field = page.locator("input[name=code]");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    await field.fill("12");
    await page.click("button:has-text('支付 ¥88.00')");
    await page.waitForSelector("text=请输入短信里的数字。还没有扣款。");
    await field.fill(CODE);
    await page.click("button:has-text('支付 ¥88.00')");
    await page.waitForSelector("h1:has-text('正在确认付款'), h1:has-text('已付款')");
    await gateway.settle();
    await page.waitForSelector("h1:has-text('已付款')");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    // The browser's own word for the answer 422.
    expect(complaints.filter((each) => !each.includes("422"))).toEqual([]);
  });

  it("says that its code ends soon, and asks for a new one once it has ended", async () => {
    const { page } = await browser.openPage({ width: 360, lang: "en" });
    const { orderId } = await placeOrder(portal, 8_800);
    await bind(page, orderId, {
      openInApp: "Open this page in UnionPay",
      bindFirst: "Save a card first",
      bind: "Save a card",
    });
    await atGateway(page);
    await page.click("button:has-text('Get a payment code')");
    await page.waitForSelector("text=It's valid until");
    portal.clock.advance(minutes(9.5));
    await stopClock(page);
    await page.reload();
    await page.waitForSelector("text=The code expires in less than a minute.");
    await page.clock.fastForward(minutes(0.5));
    await page.waitForFunction(() =>
      document.getElementById("status")?.textContent === "The code has expired. Get another."
    );
    portal.clock.advance(minutes(0.5));
    await page.clock.fastForward(minutes(1));
    await page.click("button:has-text('Get a new code')");
    await page.waitForURL(/\/checkout\/ord_/);
  });

  it("pays without script and in English, after a code that was wrong", async () => {
    const { page, complaints } = await browser.openPage({
      width: 360,
      lang: "en",
      javascript: false,
    });
    const { orderId } = await placeOrder(portal, 8_800);
    await bind(page, orderId, {
      openInApp: "Open this page in UnionPay",
      bindFirst: "Save a card first",
      bind: "Save a card",
    });
    await page.click("button:has-text('Go to UnionPay')");
    await atGateway(page);
    await page.waitForSelector("h1:has-text('Choose a card')");
    await page.click("button:has-text('Get a payment code')");
    await page.fill("input[name=code]", "000000");
    await page.click("button:has-text('Pay ¥88.00')");
    await page.waitForSelector("h1:has-text('That code was wrong or no longer valid.')");
    await gateway.control({ clock: { advance_seconds: 60 } });
    await page.click(".pay button");
    await page.click("button:has-text('Get a payment code')");
    await page.fill("input[name=code]", CODE);
    await page.click("button:has-text('Pay ¥88.00')");
    await gateway.settle();
    await page.goto(`${portal.url}/checkout/${orderId}`);
    await page.waitForSelector("h1:has-text('Paid')");
    await page.goto(`${portal.url}/wallet`);
    await page.click("a[href*='/removal']");
    await page.click("button:has-text('Remove')");
    await page.waitForSelector("text=No saved cards.");
    expect(complaints).toEqual([]);
  });
});
