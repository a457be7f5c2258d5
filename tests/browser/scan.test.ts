import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { showCode } from "../support/scanned_codes.ts";

const TAKEN = "h1:has-text('另一台设备正在支付，结果会显示在这里。')";
const OWN = "button:has-text('不是我付，让别人扫')";
const STALE = "h1:has-text('码已更新，请重新扫屏幕上的码。')";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** A phone whose simulated app scans what is on the screen. */
async function scan(token: string, options: PageOptions = {}) {
  const opened = await browser.openPage({ width: 360, ...options });
  await opened.page.goto(`${portal.url}/sandbox/wallet`);
  await opened.page.getByLabel("付款码内容或链接").fill(`${portal.url}/q/${token}`);
  await opened.page.getByRole("button", { name: "打开", exact: true }).click();
  await opened.page.waitForURL(`**/q/${token}`);
  // With script the page claims as it opens: then it is this phone's, or it says why not.
  if (options.javascript !== false) await opened.page.waitForSelector(`${OWN}, ${TAKEN}, ${STALE}`);
  return opened;
}

const pressPay = (page: Page) => page.getByRole("button", { name: "用云闪付支付 ¥88.00" }).click();

/** From the page of the code through the app and back; the bank's notice reaches the portal. */
async function pay(page: Page, orderId: string): Promise<void> {
  await pressPay(page);
  await page.waitForURL("**/sandbox/wallet/*");
  await page.getByRole("button", { name: /支付 ¥/ }).click();
  await page.waitForSelector("h1:has-text('已付款')");
  await portal.settle();
  await page.getByRole("link", { name: "返回清风茶馆" }).click();
  await page.waitForURL(`**/checkout/${orderId}`);
  await page.waitForSelector("text=已付款 ¥88.00，付给清风茶馆 Breeze Teahouse。");
}

/** As if the page became visible again: it polls at once. */
function lookAgain(page: Page): Promise<void> {
  return page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
}

describe("two phones at one screen", () => {
  it("one pays in the app and returns to its receipt, the other learns it on its own page", async () => {
    const { token, orderId } = await showCode(portal, 8_800);
    const first = await scan(token);
    expect(await first.page.title()).toContain("付给清风茶馆 Breeze Teahouse ¥88.00");
    const second = await scan(token);
    await second.page.waitForSelector(TAKEN);
    expect(await second.page.locator("button", { hasText: "支付" }).count()).toBe(0);

    await pay(first.page, orderId);
    await lookAgain(second.page);
    await second.page.waitForSelector("h1:has-text('订单已付清，不用再付。')");
    expect(await second.page.textContent("#status")).toBe("订单已付清，不用再付。");
    expect(await second.page.locator("[hx-trigger]").count()).toBe(0);

    await first.page.goto(`${portal.url}/q/${token}`);
    await first.page.waitForURL(`**/checkout/${orderId}`);
    const unexpected = (each: string) => !/status of (?:409|410)/.test(each);
    expect([...first.complaints, ...second.complaints].filter(unexpected)).toEqual([]);
  });

  it("one gives the code back, and the other pays with the next", async () => {
    const shown = await showCode(portal, 8_800);
    const first = await scan(shown.token);
    const second = await scan(await shown.now());
    await second.page.waitForSelector(TAKEN);
    await first.page.getByRole("button", { name: "不是我付，让别人扫" }).click();
    await first.page.waitForSelector(STALE);
    await lookAgain(second.page);
    await pay(second.page, shown.orderId);
  });

  it("share the code without script until one of them taps, and only that one pays", async () => {
    const { token, orderId } = await showCode(portal, 8_800);
    const plain = { javascript: false };
    const first = await scan(token, plain);
    const second = await scan(token, plain);
    await pressPay(first.page);
    await first.page.waitForURL("**/sandbox/wallet/*");
    await pressPay(second.page);
    expect(await second.page.locator(TAKEN).count()).toBe(1);
    await first.page.goto(`${portal.url}/q/${token}`);
    await first.page.waitForURL(`**/checkout/${orderId}`);
    await first.page.getByRole("link", { name: "继续刚才的付款" }).click();
    await first.page.getByRole("button", { name: /支付 ¥/ }).click();
    await first.page.waitForSelector("h1:has-text('已付款')");
    await portal.settle();
    await second.page.getByRole("link", { name: "查看结果" }).click();
    await second.page.waitForSelector("h1:has-text('订单已付清，不用再付。')");
  });
});

describe("a page of a code that nobody sees yet", () => {
  it("claims when it is seen, and the screen says so", async () => {
    const { token, orderId, row } = await showCode(portal, 8_800);
    const screen = await browser.openPage({ width: 1280 });
    await screen.page.goto(`${portal.url}/screen/${orderId}`);
    await screen.page.waitForSelector("#screen .code");
    const { page } = await browser.openPage({ width: 360 });
    await page.addInitScript(() => {
      Object.defineProperty(Document.prototype, "hidden", {
        get: () => !Reflect.has(window, "seen"),
      });
    });
    await page.goto(`${portal.url}/q/${token}`);
    await page.waitForLoadState("networkidle");
    expect((await row()).claim).toBeUndefined();
    await page.evaluate(() => {
      Reflect.set(window, "seen", true);
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.waitForSelector(OWN);
    await screen.page.waitForSelector("#screen.scanned");
  });
});

describe("the phone that scanned", () => {
  it("finds all ways to pay behind a quiet link, and its payment is its own there", async () => {
    const { token, orderId } = await showCode(portal, 8_800);
    const { page } = await scan(token);
    await page.getByRole("link", { name: "其他付款方式" }).click();
    await page.waitForURL(`**/checkout/${orderId}`);
    await page.getByText("银行卡", { exact: true }).click();
    await page.getByRole("button", { name: "用银行卡支付 ¥88.00" }).click();
    await page.waitForURL("**/sandbox/cashier/*");
    await page.goto(`${portal.url}/q/${token}`);
    await page.waitForURL(`**/checkout/${orderId}`);
    expect(await page.textContent("h1")).toContain("正在确认付款，请勿重复支付。");
  });

  it("leaves its page when the order is closed", async () => {
    const { token, orderId } = await showCode(portal, 8_800);
    const { page } = await scan(token);
    await page.waitForLoadState("networkidle");
    await portal.api(`/v1/orders/${orderId}/closure`, { method: "POST" });
    await lookAgain(page);
    await page.waitForURL(`**/checkout/${orderId}`);
    await page.waitForSelector("h1:has-text('商家已关闭订单，没有扣款。')");
  });
});
