import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { noteHearing, openBrowser, type TestBrowser, untilHearing } from "../support/browser.ts";
import { until } from "../support/patience.ts";
import { type Placed, placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";

const PAID = "h1:has-text('已付款 ¥88.00')";
const CHOOSE = "h1:has-text('选择付款方式')";
const ON_ITS_WAY = "h1:has-text('另一台设备正在支付')";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
/** Of one test; closed after it, so that a page that failed listens no more in the next. */
const pages: Page[] = [];
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
  await listeners(0);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

interface Open {
  readonly page: Page;
  readonly order: Placed;
  /** How often the page has polled. */
  readonly asked: () => number;
}

/** A page whose order is being paid elsewhere, with a clock that can be wound on. */
async function openPage(prepare = (_page: Page) => Promise.resolve()): Promise<Open> {
  const order = await placeOrder(portal, 8_800);
  await pay(order, "unclear");
  return await show(order, ON_ITS_WAY, prepare);
}

async function show(
  order: Placed,
  heading: string,
  prepare = (_page: Page) => Promise.resolve(),
): Promise<Open> {
  const { page } = await browser.openPage();
  pages.push(page);
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/status?")) asked++;
  });
  await page.clock.install();
  await noteHearing(page);
  await prepare(page);
  await page.goto(`${portal.url}/checkout/${order.orderId}`);
  await page.waitForSelector(heading);
  return { page, order, asked: () => asked };
}

async function pay(order: Placed, outcome: "unclear" | "succeeded"): Promise<void> {
  const path = `/v1/test_helpers/orders/${order.orderId}/payment`;
  const answer = await portal.api(path, { body: { outcome } });
  expect(answer.status).toBe(200);
}

/** Sends some of the order's money back. */
async function refund({ orderId }: Placed, amount: number): Promise<void> {
  const body = { merchant_refund_no: `R-${orderId}-${amount}`, amount };
  const answer = await portal.api(`/v1/orders/${orderId}/refunds`, { body });
  expect(answer.status).toBe(201);
  await portal.settle();
}

function listeners(count: number): Promise<void> {
  return until(() => portal.followers() === count);
}

describe("an open page with a stream", () => {
  it("does not poll while the stream is alive, and hears at once", async () => {
    const { page, order, asked } = await openPage();
    await listeners(1);
    await untilHearing(page);
    // Several polls long, and not long enough for the stream to seem dead.
    await page.clock.runFor(9_000);
    expect(asked()).toBe(0);
    await pay(order, "succeeded");
    await page.waitForSelector(PAID);
  });

  it("hears on a receipt what goes back, stamps nothing again, and stops when nothing is left", async () => {
    const { page, order } = await openPage();
    await listeners(1);
    await pay(order, "succeeded");
    await page.waitForSelector(`${PAID} >> xpath=.. >> svg.seal.arrived`);
    await page.locator("#status").evaluate((line) => line.textContent = "");
    await refund(order, 1_000);
    await page.waitForSelector("dt:has-text('退款') + dd:has-text('¥10.00')");
    expect(await page.locator("svg.seal.filled:not(.arrived)").count()).toBe(1);
    expect(await page.textContent("#status")).toBe("");
    await refund(order, 7_800);
    await page.waitForSelector("h1:has-text('已退款 ¥88.00')");
    expect(await page.textContent("#status")).toContain("已退款 ¥88.00");
    await listeners(0);
    await page.close();
  });

  it("hears before anybody pays that the shop closed the order", async () => {
    const { page, order, asked } = await show(await placeOrder(portal, 8_800), CHOOSE);
    await listeners(1);
    await untilHearing(page);
    await page.clock.runFor(12_000);
    expect(asked()).toBe(0);
    await portal.api(`/v1/orders/${order.orderId}/closure`, { method: "POST" });
    await page.waitForSelector("h1:has-text('商家已关闭订单，没有扣款。')");
    await listeners(0);
    await page.close();
  });

  it("hears it at the next poll where streams are refused", async () => {
    const { page, order } = await show(
      await placeOrder(portal, 8_800),
      CHOOSE,
      async (opening) => {
        await opening.route("**/stream?*", (route) => route.fulfill({ status: 503 }));
      },
    );
    await portal.api(`/v1/orders/${order.orderId}/closure`, { method: "POST" });
    await page.clock.runFor(10_500);
    await page.waitForSelector("h1:has-text('商家已关闭订单，没有扣款。')");
    await page.close();
  });

  it("polls and reconnects when the stream has been silent for too long", async () => {
    const { page, asked } = await openPage();
    await listeners(1);
    const anew = page.waitForRequest("**/stream?*");
    await page.clock.runFor(18_000);
    await anew;
    expect(asked()).toBeGreaterThan(0);
  });

  it("polls until it shows what the stream reported", async () => {
    const { page } = await openPage();
    await listeners(1);
    await page.route("**/status?*", (route) => route.abort(), { times: 1 });
    const lost = page.waitForEvent("requestfailed");
    // Changes the page and leaves its stream open.
    portal.clock.advance(seconds(30));
    await lost;
    await page.clock.runFor(2_500);
    await page.waitForSelector("h1:has-text('还没有结果')");
  });

  it("keeps the page and says that the portal is out of reach when it answers 503", async () => {
    const { page } = await openPage();
    await listeners(1);
    await page.route("**/status?*", (route) => route.fulfill({ status: 503 }), { times: 1 });
    const refused = page.waitForResponse((response) => response.status() === 503);
    portal.clock.advance(seconds(30));
    await refused;
    await page.waitForSelector("#unreachable:not([hidden])");
    expect(await page.isHidden("#broken")).toBe(true);
    await page.clock.runFor(2_500);
    await page.waitForSelector("#unreachable", { state: "hidden" });
  });

  it("closes the stream while hidden, and is up to date at once when visible again", async () => {
    const { page, order } = await openPage();
    await listeners(1);
    await look(page, false);
    await listeners(0);
    await pay(order, "succeeded");
    await look(page, true);
    await page.waitForSelector(PAID);
  });

  it("is right once the network is back, and listens again", async () => {
    const { page, order } = await openPage();
    await listeners(1);
    await page.context().setOffline(true);
    await page.waitForSelector("#offline:not([hidden])");
    await page.context().setOffline(false);
    await listeners(1);
    await pay(order, "succeeded");
    await page.waitForSelector(PAID);
  });

  it("polls where streams are refused, and listens as soon as it may", async () => {
    const { page, order } = await openPage(async (opening) => {
      await opening.route("**/stream?*", (route) => route.fulfill({ status: 503 }));
    });
    const polled = page.waitForResponse("**/status?*");
    await page.clock.runFor(2_500);
    expect((await polled).status()).toBe(204);
    expect(portal.followers()).toBe(0);
    await page.unroute("**/stream?*");
    await page.clock.runFor(40_000);
    await listeners(1);
    await pay(order, "succeeded");
    await page.waitForSelector(PAID);
  });
});

/** Hides the page's tab or shows it, which a headless browser never does by itself. */
async function look(page: Page, looking: boolean): Promise<void> {
  await page.evaluate((visible) => {
    Object.defineProperty(document, "visibilityState", {
      configurable: true,
      get: () => visible ? "visible" : "hidden",
    });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => !visible });
    document.dispatchEvent(new Event("visibilitychange"));
  }, looking);
}
