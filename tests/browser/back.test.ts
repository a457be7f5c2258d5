import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, stopClock, type TestBrowser } from "../support/browser.ts";
import { openedLink } from "../support/links.ts";
import { type Placed, placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";

const PAID = "h1:has-text('已付款 ¥88.00，付给清风茶馆 Breeze Teahouse。')";
const CONFIRMING = "h1:has-text('正在确认付款，请勿重复支付。')";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

const urlOf = ({ orderId }: Placed) => `${portal.url}/checkout/${orderId}`;

async function paid({ orderId }: Placed): Promise<void> {
  const path = `/v1/test_helpers/orders/${orderId}/payment`;
  expect((await portal.api(path, { body: { outcome: "succeeded" } })).status).toBe(200);
}

/** Pays as far as the app, and comes back: the page waits for the result, with a way out. */
async function waiting(order: Placed): Promise<Page> {
  const { page } = await browser.openPage({ width: 360 });
  await page.goto(urlOf(order));
  await page.getByRole("button", { name: "用云闪付支付 ¥88.00" }).click();
  await page.waitForURL("**/sandbox/wallet/*");
  await page.route(/\/(?:status|stream)\?/, (each) => each.abort());
  await page.goto(urlOf(order));
  await page.waitForSelector(CONFIRMING);
  return page;
}

describe("a page that is no longer true", () => {
  it("says where the payment stands when another way is chosen, and sends the focus there", async () => {
    const order = await placeOrder(portal, 8_800);
    const page = await waiting(order);
    await paid(order);
    const answered = page.waitForResponse("**/cancellation");
    await page.getByRole("button", { name: "换一种方式", exact: false }).click();
    expect((await answered).status()).toBe(409);
    await page.waitForSelector("#state:focus");
    expect(await page.locator("#state").textContent()).toContain("已付款 ¥88.00");
    expect(await page.getByRole("button", { name: "支付" }).count()).toBe(0);
  });

  it("does so without script, too", async () => {
    const order = await placeOrder(portal, 8_800);
    const { page } = await browser.openPage({ width: 360, javascript: false });
    await page.goto(urlOf(order));
    await page.getByRole("button", { name: "用云闪付支付 ¥88.00" }).click();
    await page.waitForURL("**/sandbox/wallet/*");
    await page.goto(urlOf(order));
    await paid(order);
    await page.getByRole("button", { name: "换一种方式", exact: false }).click();
    await page.waitForSelector(`${PAID}:focus`);
  });

  it("asks at once when the browser brings it back from its memory", async () => {
    const order = await placeOrder(portal, 8_800);
    const page = await waiting(order);
    // No time passes from here on, so nothing asks by itself.
    await stopClock(page);
    await page.reload();
    await page.clock.runFor(1_000);
    await page.unroute(/\/(?:status|stream)\?/);
    await paid(order);
    await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await page.waitForSelector(PAID);
  });

  it("asks at once when the browser brings back an old copy of it", async () => {
    const order = await placeOrder(portal, 8_800);
    const { page } = await browser.openPage({ width: 360 });
    await page.route(/\/stream\?/, (each) => each.abort());
    // A web view that keeps what it was told not to keep; the copy does not ask by itself.
    let copy: { readonly headers: Record<string, string>; readonly body: string } | undefined;
    await page.route(`**/checkout/${order.orderId}`, async (route) => {
      const fresh = await route.fetch();
      const body = (await fresh.text()).replace("every 10s, ask", "ask");
      copy ??= { headers: fresh.headers(), body };
      await route.fulfill(copy);
    });
    await page.goto(urlOf(order));
    await page.goto(`${portal.url}/sandbox/wallet`);
    await paid(order);
    await page.goBack();
    await page.waitForSelector(PAID);
  });

  it("shows a receipt that came back what was refunded since", async () => {
    const order = await placeOrder(portal, 8_800);
    await paid(order);
    const { page } = await browser.openPage({ width: 360 });
    await portal.api("/v1/test_helpers/clock", { body: { advance_seconds: 3_600 } });
    await page.goto(urlOf(order));
    expect(await page.getAttribute("#payment", "hx-trigger")).toBe("ask");
    const body = { merchant_refund_no: `R-${order.orderId}`, amount: 8_800 };
    await portal.api(`/v1/orders/${order.orderId}/refunds`, { body });
    await portal.settle();
    await page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
    await page.waitForSelector("h1:has-text('已退款 ¥88.00')");
  });
});

describe("the error of a form", () => {
  it("goes when the amount is corrected", async () => {
    const { page } = await browser.openPage({ width: 360 });
    await page.goto(`${portal.url}/l/${await openedLink(portal)}`);
    const field = page.getByLabel("金额（元）");
    await field.fill("0");
    await page.locator("form[data-pay] button.button").click();
    await page.waitForSelector("#summary");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("12.50");
    expect(await page.locator("#summary").count()).toBe(0);
    expect(await field.getAttribute("aria-invalid")).toBeNull();
  });

  it("goes when a method is chosen, whichever of them", async () => {
    const { page } = await browser.openPage({ width: 360 });
    await page.goto(urlOf(await placeOrder(portal, 8_800)));
    await page.locator("fieldset input").evaluateAll((all) => {
      for (const each of all as HTMLInputElement[]) {
        each.required = false;
        each.checked = false;
      }
    });
    await page.locator(".pay button").evaluate((button: HTMLButtonElement) => button.click());
    await page.waitForSelector("#summary:has-text('请先选择一种付款方式。')");
    await page.getByText("银行卡", { exact: true }).click();
    expect(await page.locator("#summary").count()).toBe(0);
  });
});

describe("a receipt", () => {
  it("is printed at a press, and its paper shows no buttons", async () => {
    const order = await placeOrder(portal, 8_800);
    await paid(order);
    const { page } = await browser.openPage({ width: 360 });
    await page.addInitScript(() => {
      globalThis.print = () => document.body.dataset.printed = "yes";
    });
    await page.goto(urlOf(order));
    await page.getByRole("button", { name: "打印" }).click();
    await page.waitForSelector("body[data-printed]");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("button:visible, a:visible").count()).toBe(0);
    expect(await page.locator(".facts:visible").count()).toBe(1);
  });

  it("needs script to print", async () => {
    const order = await placeOrder(portal, 8_800);
    await paid(order);
    const { page } = await browser.openPage({ width: 360, javascript: false });
    await page.goto(urlOf(order));
    expect(await page.getByRole("button", { name: "打印" }).count()).toBe(0);
  });
});
