import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { openBrowser, stopClock, type TestBrowser } from "../support/browser.ts";
import { placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  portal = await openPortal();
});
afterEach(() => portal.close());

const PAID = "text=已付款 ¥88.00，付给清风茶馆 Breeze Teahouse。";

async function checkoutOf(amount = 8_800): Promise<string> {
  const { orderId } = await placeOrder(portal, amount);
  return `${portal.url}/checkout/${orderId}`;
}

/** Pays in the simulated wallet or cashier; the bank's notice reaches the portal. */
async function payThere(page: Page): Promise<void> {
  await pressPay(page);
  await page.waitForSelector("h1:has-text('已付款'), h1:has-text('Paid')");
  await portal.settle();
}

/** Presses the one button that pays, on our page, the wallet or the cashier. */
async function pressPay(page: Page): Promise<void> {
  await page.getByRole("button", { name: /支付 ¥|^Pay ¥/ }).click();
}

describe("a consumer on a phone", () => {
  it("pays with the app, in Chinese, and comes back to a paid page", async () => {
    const { page, complaints } = await browser.openPage({ width: 360 });
    await page.goto(await checkoutOf());
    await pressPay(page);
    await page.waitForURL("**/sandbox/wallet/*");
    await payThere(page);
    await page.getByRole("link", { name: "返回清风茶馆" }).click();
    await page.waitForURL("**/checkout/**");
    await page.waitForSelector(PAID);
    expect(await page.title()).toBe("已付款 · 测试环境，不动真钱");
    expect(complaints).toEqual([]);
  });

  it("pays with a card at the cashier, in English", async () => {
    const { page, complaints } = await browser.openPage({ width: 360, lang: "en" });
    await page.goto(await checkoutOf());
    await page.getByText("Bank card", { exact: true }).click();
    await page.getByRole("button", { name: "Pay ¥88.00 with a bank card" }).click();
    await page.waitForURL("**/sandbox/cashier/*");
    await page.getByLabel(/card number/i).fill("6200 0000 0000 0014");
    await pressPay(page);
    await page.waitForURL("**/checkout/**");
    expect(await page.textContent("h1")).toBe(
      "We're confirming your payment. Please don't pay again.",
    );
    await portal.settle();
    await page.waitForSelector("text=Paid ¥88.00 to 清风茶馆 Breeze Teahouse.");
    expect(complaints).toEqual([]);
  });

  it("is never told that another device pays while the answer to its own press is on its way", async () => {
    const { page, complaints } = await browser.openPage({ width: 360 });
    await page.goto(await checkoutOf());
    const [sent, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route("**/payments", async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      sent.resolve();
      await held.promise;
      await route.fulfill({ response });
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await pressPay(page);
    await sent.promise;
    // As its stream does, now that the payment is recorded.
    await page.evaluate(async () => {
      document.querySelector("#payment")?.dispatchEvent(new CustomEvent("ask"));
      await fetch("/livez");
    });
    expect(asked.filter((path) => path.endsWith("/status"))).toEqual([]);
    expect(asked.at(-1)).toBe("/livez");
    expect(await page.textContent("h1")).not.toContain("另一台设备");
    held.resolve();
    await page.waitForURL("**/sandbox/wallet/*");
    expect(complaints).toEqual([]);
  });

  it("pays without script, and gets the result by asking for it", async () => {
    const { page } = await browser.openPage({ width: 360, javascript: false });
    const url = await checkoutOf();
    await page.goto(url);
    await pressPay(page);
    await page.waitForURL("**/sandbox/wallet/*");
    const wallet = page.url();
    await page.goto(url);
    expect(await page.textContent("h1")).toContain("正在确认付款，请勿重复支付。");
    expect(await page.locator("button", { hasText: "支付" }).count()).toBe(0);

    await page.goto(wallet);
    await payThere(page);
    await page.getByRole("link", { name: "返回清风茶馆" }).click();
    await page.waitForURL(url);
    expect(await page.textContent("h1")).toContain("已付款 ¥88.00");
  });

  it("learns that nothing was taken when the bank declines, and may try again", async () => {
    const { page, complaints } = await browser.openPage({ width: 360 });
    await page.goto(await checkoutOf());
    await pressPay(page);
    await page.waitForURL("**/sandbox/wallet/*");
    await page.locator("button[value=decline]").click();
    await page.waitForSelector("h1:has-text('没有')");
    await portal.settle();
    await page.getByRole("link", { name: "返回清风茶馆" }).click();
    await page.waitForSelector("h1:has-text('没有扣款')");
    await page.waitForSelector("label:has-text('云闪付') >> text=刚才没有付成");
    expect(await page.getByRole("button", { name: "用银行卡支付 ¥88.00" }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

describe("a consumer at a desk", () => {
  it("scans with a phone, and the page turns to paid by itself", async () => {
    const { page, complaints } = await browser.openPage({ width: 1280 });
    const url = await checkoutOf();
    await page.goto(url);
    await pressPay(page);
    await page.waitForSelector("svg.code");
    expect(page.url()).toBe(url);
    expect(await page.textContent("h1")).toBe("用云闪付或银行 App 扫码");

    const phone = await browser.openPage({ width: 360 });
    await phone.page.goto(
      await page.getByRole("link", { name: "在这台设备上打开" }).evaluate((a) =>
        a.getAttribute("href") ?? ""
      ),
    );
    await payThere(phone.page);
    await page.waitForSelector(PAID);
    expect(await page.title()).toBe("已付款 · 测试环境，不动真钱");
    expect(await page.textContent("#status")).toBe("已付款 ¥88.00，付给清风茶馆 Breeze Teahouse。");
    expect(await page.getAttribute("#payment", "hx-trigger")).toBe("every 30s, ask");
    expect(complaints).toEqual([]);
  });

  it("pays with the keyboard alone", async () => {
    const { page, complaints } = await browser.openPage({ width: 1280, lang: "en" });
    await page.goto(await checkoutOf());
    await tabTo(page, "m-quickpass");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Pay ¥88.00 with a bank card");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sandbox/cashier/*");
    await tabTo(page, "card");
    await page.keyboard.type("6200000000000014");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/checkout/**");
    await portal.settle();
    await page.waitForSelector("h1:has-text('Paid ¥88.00')");
    expect(complaints).toEqual([]);
  });

  it("lets the payer choose another method: the code goes, the methods return, and focus is on what happened", async () => {
    const { page } = await browser.openPage({ width: 1280 });
    await page.goto(await checkoutOf());
    await pressPay(page);
    await page.waitForSelector("svg.code");
    await page.getByRole("button", { name: "换一种方式" }).click();
    await page.waitForSelector("h1:has-text('没有付成')");
    expect(await focused(page)).toContain("没有付成，没有扣款。");
    expect(await page.locator("input[type=radio]").count()).toBe(3);
  });
});

describe("an open checkout page", () => {
  it("keeps its place when the network goes, says so, and catches up when it is back", async () => {
    const { page } = await browser.openPage({ width: 1280 });
    await page.goto(await checkoutOf());
    await pressPay(page);
    await page.waitForSelector("svg.code");
    const link = await page.getByRole("link", { name: "在这台设备上打开" }).getAttribute("href");
    await page.context().setOffline(true);
    await page.waitForSelector("text=网络断开了。已付的不会丢，连上后更新。");
    expect(await page.locator("svg.code").count()).toBe(1);

    const phone = await browser.openPage({ width: 360 });
    await phone.page.goto(link ?? "");
    await payThere(phone.page);
    await page.context().setOffline(false);
    await page.waitForSelector(PAID);
    expect(await page.locator("#offline").isVisible()).toBe(false);
  });

  it("says that the connection is lost, not that it is offline, while only the portal can't be reached", async () => {
    const { page } = await browser.openPage({ width: 1280 });
    await page.goto(await checkoutOf());
    await pressPay(page);
    await page.waitForSelector("svg.code");
    await page.route("**/checkout/**", (route) => route.abort());
    await page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
    await page.waitForSelector("#unreachable:has-text('连接断开，正在重连。已付的不会丢。')");
    expect(await page.textContent("#status")).toBe("连接断开，正在重连。已付的不会丢。");
    expect(await page.locator("#offline").isVisible()).toBe(false);

    await page.context().setOffline(true);
    await page.waitForSelector("#offline", { state: "visible" });
    expect(await page.locator("#unreachable").isVisible()).toBe(false);

    await page.unroute("**/checkout/**");
    await page.context().setOffline(false);
    await page.waitForSelector("#offline", { state: "hidden" });
    await page.waitForSelector("#unreachable", { state: "hidden" });
    expect(await page.locator("svg.code").count()).toBe(1);
  });

  it("tells another device that the order is being paid elsewhere", async () => {
    const url = await checkoutOf();
    const paying = await browser.openPage({ width: 360 });
    await paying.page.goto(url);
    const looking = await browser.openPage({ width: 360 });
    await looking.page.goto(url);
    await pressPay(paying.page);
    await paying.page.waitForURL("**/sandbox/wallet/*");
    await looking.page.goto(url);
    expect(await looking.page.textContent("h1")).toBe("另一台设备正在支付，结果会显示在这里。");
    expect(await looking.page.locator("input[type=radio]").count()).toBe(0);
    await payThere(paying.page);
    await looking.page.waitForSelector(PAID);
  });

  it("says after 30 seconds that the result is not known, and never offers to pay", async () => {
    const { page } = await browser.openPage({ width: 360 });
    const url = await checkoutOf();
    await page.goto(url);
    await pressPay(page);
    await page.waitForURL("**/sandbox/wallet/*");
    await page.goto(url);
    await page.waitForSelector("h1:has-text('正在确认付款')");
    portal.clock.advance(seconds(30));
    await page.waitForSelector("h1:has-text('还没有结果。钱可能已扣，请勿再付。')");
    expect(await page.getByRole("button", { name: "支付" }).count()).toBe(0);
    expect(await page.title()).toBe("还没有结果 · 测试环境，不动真钱");
  });

  it("is up to date by itself, also where streams are blocked", async () => {
    const { page } = await browser.openPage({ width: 1280 });
    await page.route("**/stream?*", (route) => route.fulfill({ status: 403 }));
    await page.goto(await checkoutOf());
    await pressPay(page);
    await page.waitForSelector("svg.code");
    const link = await page.getByRole("link", { name: "在这台设备上打开" }).getAttribute("href");
    const phone = await browser.openPage({ width: 360 });
    await phone.page.goto(link ?? "");
    await payThere(phone.page);
    await page.waitForSelector(PAID);
  });

  it("polls at once when it becomes visible again", async () => {
    const { page } = await browser.openPage({ width: 360 });
    await stopClock(page);
    await page.goto(await checkoutOf());
    await page.clock.runFor(1_000);
    // No time passes from here on, so nothing asks by itself.
    const asked = page.waitForRequest("**/status?mark=*");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    expect((await (await asked).response())?.status()).toBe(204);
  });

  it("tells a second tab that pressed too late that nothing more is to be paid", async () => {
    const url = await checkoutOf();
    const { page } = await browser.openPage({ width: 360 });
    // It hears of nothing: an open page would show the receipt before anybody could press.
    await page.route(/\/(?:status|stream)\?/, (route) => route.abort());
    await page.goto(url);
    const { pathname } = new URL(url);
    const helper = pathname.replace("/checkout/", "/v1/test_helpers/orders/");
    await portal.api(`${helper}/payment`, { body: { outcome: "succeeded" } });
    await pressPay(page);
    await page.waitForSelector("text=订单已付清，不用再付。");
    expect(await focused(page)).toBe("订单已付清，不用再付。");
    expect(await page.textContent("h1")).toContain("已付款 ¥88.00");
  });

  it("is read in the other language at a press, and stays where it is", async () => {
    const { page } = await browser.openPage({ width: 360, javascript: false });
    const url = await checkoutOf();
    await page.goto(url);
    await page.getByRole("button", { name: "English" }).click();
    expect(page.url()).toBe(url);
    expect(await page.textContent("h1")).toBe("Choose how to pay");
    expect(await page.getAttribute("html", "lang")).toBe("en");
  });
});

async function tabTo(page: Page, id: string): Promise<void> {
  for (let press = 0; press < 20; press++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
  }
  throw new Error(`Tab does not reach #${id}`);
}

async function focused(page: Page): Promise<string> {
  await page.waitForFunction(() => document.activeElement !== document.body);
  return await page.evaluate(() =>
    (document.activeElement instanceof HTMLElement ? document.activeElement.innerText : "").trim()
  );
}
