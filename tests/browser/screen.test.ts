import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderId } from "../../core/id.ts";
import { seconds } from "../../core/time.ts";
import { openBrowser, type PageOptions, stopClock, type TestBrowser } from "../support/browser.ts";
import { codeInPicture } from "../support/code_in_picture.ts";
import { placeOrder } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { tokenNow } from "../support/screens.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

async function newOrder(): Promise<OrderId> {
  return (await placeOrder(portal, 8_800)).orderId as OrderId;
}

/** The screen of a new order, on a page whose clock can be wound on; `stopped`, it does not go by itself. */
async function openScreen({ stopped = false, ...options }: ScreenOptions = {}) {
  const orderId = await newOrder();
  const opened = await browser.openPage({ width: 1280, ...options });
  const { clock } = opened.page;
  await (stopped ? stopClock(opened.page) : clock.install());
  await opened.page.goto(`${portal.url}/screen/${orderId}`);
  await opened.page.waitForSelector("#screen.showing");
  // As long as a script needs to begin.
  if (stopped) await clock.runFor(100);
  return { ...opened, orderId };
}

interface ScreenOptions extends PageOptions {
  readonly stopped?: boolean;
}

async function currentUrl(orderId: OrderId): Promise<string> {
  return `${portal.url}/q/${await tokenNow(portal, orderId)}`;
}

async function helpPay(orderId: OrderId, outcome: "succeeded" | "failed"): Promise<void> {
  const path = `/v1/test_helpers/orders/${orderId}/payment`;
  expect((await portal.api(path, { body: { outcome } })).status).toBe(200);
}

async function refund(orderId: OrderId): Promise<void> {
  const body = { merchant_refund_no: `back-${orderId}`, amount: 8_800 };
  expect((await portal.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
  await portal.settle();
}

const shows = (page: Page, state: string) => page.waitForSelector(`#screen.${state}`);
const codeSeen = (page: Page) => page.locator("#screen .code").isVisible();

/** As if the page became visible again: it polls at once. */
function lookAgain(page: Page): Promise<void> {
  return page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange")));
}

describe("the code on a screen", () => {
  it("is read by a scanner on a small, a middling and a large screen, by day and by night", async () => {
    const { page, orderId, complaints } = await openScreen();
    const url = await currentUrl(orderId);
    const sizes = [[360, 640], [768, 1024], [1920, 1080]] as const;
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect([width, await codeInPicture(page)]).toEqual([width, url]);
      const side = await page.locator(".code").evaluate((each) =>
        each.getBoundingClientRect().width
      );
      expect([side % 41, side >= 0.62 * Math.min(width, height)]).toEqual([0, true]);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await codeInPicture(page)).toBe(url);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("changes after a minute, and only the phone that scans it gets it", async () => {
    const { page, orderId } = await openScreen();
    const first = await codeInPicture(page);
    portal.clock.advance(seconds(60));
    await lookAgain(page);
    await page.waitForFunction(
      (renewed) => document.querySelector("#screen")?.getAttribute("hx-get")?.includes(renewed),
      "showing.1",
    );
    const second = await codeInPicture(page);
    expect(second).not.toBe(first);
    expect(second).toBe(await currentUrl(orderId));
    expect(await page.textContent("#status")).toBe("");
    await page.context().close();
  });
});

describe("a screen and a phone", () => {
  it("stay in step: scanned, paying, received, even if the phone loses its connection on the way", async () => {
    const { page: screen, complaints } = await openScreen();
    const { page: phone } = await browser.openPage({ width: 360 });
    await phone.clock.install();
    await phone.goto(await codeInPicture(screen));
    await shows(screen, "scanned");
    expect(await screen.textContent("#status")).toBe("已扫码，请在手机上确认");
    expect(await screen.locator(".code").count()).toBe(0);

    await phone.getByRole("button", { name: "用云闪付支付 ¥88.00" }).click();
    await phone.waitForURL("**/sandbox/wallet/*");
    await shows(screen, "paying");
    const back = await phone.context().newPage();
    await back.clock.install();
    await back.goto(await screen.evaluate(() => location.href.replace("/screen/", "/checkout/")));
    await back.waitForSelector("h1:has-text('正在确认付款')");

    await back.context().setOffline(true);
    await back.clock.runFor(10_000);
    await back.waitForSelector("#offline:not([hidden])");
    await helpSettle(screen);
    await shows(screen, "paid");
    expect(await screen.textContent("h1")).toContain("已收款");
    expect(await screen.title()).toBe("已收款 ¥88.00 · 测试环境，不动真钱");
    await back.context().setOffline(false);
    await back.waitForSelector("h1:has-text('已付款 ¥88.00')");
    expect(complaints).toEqual([]);
    await Promise.all([screen.context().close(), phone.context().close()]);
  });

  it("tells of a refund by itself, and then asks no more", async () => {
    const { page, orderId, complaints } = await openScreen();
    await helpPay(orderId, "succeeded");
    await shows(page, "paid");
    await refund(orderId);
    await shows(page, "refunded");
    expect(await page.textContent("#status")).toBe("已退款，原路退回");
    expect(await page.locator("#screen .seal.outlined").count()).toBe(1);
    expect(await page.locator("#screen[hx-get]").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("tells of a refund at its next poll where there is no stream", async () => {
    const { page, orderId } = await openScreen({ stopped: true });
    await page.route("**/stream?*", (route) => route.abort());
    await helpPay(orderId, "succeeded");
    await page.reload();
    await page.clock.runFor(100);
    await shows(page, "paid");
    await refund(orderId);
    await page.clock.runFor(10_000);
    await shows(page, "refunded");
    await page.context().close();
  });

  it("shows a code again ten seconds after an attempt failed", async () => {
    const { page, orderId } = await openScreen();
    await helpPay(orderId, "failed");
    await shows(page, "failed");
    portal.clock.advance(seconds(10));
    await lookAgain(page);
    await shows(page, "showing");
    await page.context().close();
  });
});

describe("a screen that loses its connection", () => {
  it("hides the code after ten seconds, and comes back with the current one by itself", async () => {
    const { page, orderId } = await openScreen({ stopped: true });
    await page.context().setOffline(true);
    await page.waitForFunction(() => !navigator.onLine);
    await page.clock.runFor(9_000);
    expect(await codeSeen(page)).toBe(true);
    await page.clock.runFor(3_000);
    expect(await codeSeen(page)).toBe(false);
    // Nothing left says to scan, or that a code renews.
    for (const said of ["用云闪付或银行 App 扫码", "码每分钟自动更新"]) {
      expect([said, await page.getByText(said).isVisible()]).toEqual([said, false]);
    }
    expect(await page.locator("#screen .due").isVisible()).toBe(true);
    expect(await page.locator(".lost.offline", { hasText: "网络断开了。" }).isVisible()).toBe(true);
    expect(await page.locator(".lost.unreachable").isVisible()).toBe(false);

    portal.clock.advance(seconds(125));
    await page.context().setOffline(false);
    await page.clock.resume();
    await page.waitForSelector("#screen .code", { state: "visible" });
    expect(await page.getByText("码每分钟自动更新").isVisible()).toBe(true);
    expect(await codeInPicture(page)).toBe(await currentUrl(orderId));
    expect(await page.textContent("#status")).toBe("");
    await page.context().close();
  });

  it("says that the connection is lost, not that it is offline, while only the portal can't be reached", async () => {
    const { page } = await openScreen();
    const away = /\/(status|stream)\?/;
    await page.route(away, (route) => route.abort());
    const failed = page.waitForEvent("requestfailed");
    await lookAgain(page);
    await failed;
    // Long enough for a screen that only hears nothing, too.
    await page.clock.runFor(21_000);
    expect(await codeSeen(page)).toBe(false);
    expect(await page.locator(".lost.unreachable", { hasText: "正在重连" }).isVisible()).toBe(true);
    expect(await page.locator(".lost.offline").isVisible()).toBe(false);
    expect(await page.textContent("#status")).toBe("连接断开，正在重连。已付的不会丢。");

    await page.unroute(away);
    await lookAgain(page);
    await page.waitForSelector("#screen .code", { state: "visible" });
    expect(await page.textContent("#status")).toBe("");
    await page.context().close();
  });

  it("never shows an old code after a sleep, however long the answer takes", async () => {
    const { page, orderId } = await openScreen();
    const answering = Promise.withResolvers<void>();
    await page.route("**/status?*", async (route) => {
      await answering.promise;
      await route.continue();
    });
    await page.route("**/stream?*", (route) => route.abort());
    await page.clock.runFor(2_000);
    expect(await codeSeen(page)).toBe(true);
    portal.clock.advance(seconds(125));
    await page.clock.fastForward(8_000);
    expect(await codeSeen(page)).toBe(false);
    answering.resolve();
    await page.waitForSelector("#screen .code", { state: "visible" });
    expect(await codeInPicture(page)).toBe(await currentUrl(orderId));
    await page.context().close();
  });

  it("shows no code past its minute while connected but without an answer", async () => {
    const { page } = await openScreen({ stopped: true });
    await page.route("**/status?*", (route) => route.fulfill({ status: 500 }));
    await page.route("**/stream?*", (route) => route.abort());
    // Second by second, so that no answer that is late by the machine's clock is missed by the page's.
    for (let second = 1; second <= 61; second++) {
      await page.clock.runFor(1_000);
      await page.evaluate(() => void document.dispatchEvent(new Event("heard")));
    }
    expect(await codeSeen(page)).toBe(true);
    await page.clock.runFor(5_000);
    expect(await codeSeen(page)).toBe(false);
    await page.context().close();
  });

  it("shows no code while hidden, and polls when visible again", async () => {
    const { page, orderId } = await openScreen();
    const look = (state: string) =>
      page.evaluate((visibilityState) => {
        Object.defineProperty(document, "visibilityState", {
          value: visibilityState,
          configurable: true,
        });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await look("hidden");
    expect(await codeSeen(page)).toBe(false);
    await helpPay(orderId, "succeeded");
    await look("visible");
    await shows(page, "paid");
    await page.context().close();
  });
});

describe("a screen that is looked at", () => {
  it("asks the browser to stay awake, and asks again whenever it becomes visible", async () => {
    const { page } = await browser.openPage({ width: 1280 });
    // A stand-in: a browser without a display has nothing to keep awake.
    await page.addInitScript(() => {
      let asked = 0;
      const request = (type: string) => {
        document.documentElement.dataset["awake"] = `${type} ${++asked}`;
        return Promise.reject(new Error("not granted"));
      };
      Object.defineProperty(navigator, "wakeLock", { value: { request } });
    });
    await page.goto(`${portal.url}/screen/${await newOrder()}`);
    await page.waitForSelector("html[data-awake='screen 1']");
    await lookAgain(page);
    await page.waitForSelector("html[data-awake='screen 2']");
    await page.context().close();
  });
});

describe("a screen whose lock the system takes", () => {
  it("asks for another at once, and again later when it was refused", async () => {
    const { page } = await browser.openPage({ width: 1280 });
    await stopClock(page);
    // A stand-in: a browser without a display has nothing to keep awake.
    await page.addInitScript(() => {
      let asked = 0;
      const request = () => {
        document.documentElement.dataset["awake"] = `${++asked}`;
        if (asked === 2) return Promise.reject(new Error("battery low"));
        const lock = Object.assign(new EventTarget(), { released: false });
        Reflect.set(window, "lock", lock);
        return Promise.resolve(lock);
      };
      Object.defineProperty(navigator, "wakeLock", { value: { request } });
    });
    await page.goto(`${portal.url}/screen/${await newOrder()}`);
    await page.waitForSelector("html[data-awake='1']");
    await page.evaluate(() => {
      const lock = Reflect.get(window, "lock");
      lock.released = true;
      lock.dispatchEvent(new Event("release"));
    });
    await page.waitForSelector("html[data-awake='2']");
    await page.clock.runFor(31_000);
    await page.waitForSelector("html[data-awake='3']");
    await page.context().close();
  });
});

describe("a screen without script", () => {
  it("reloads, and shows the current state each time", async () => {
    const orderId = await newOrder();
    const { page } = await browser.openPage({ width: 768, javascript: false });
    await page.goto(`${portal.url}/screen/${orderId}`);
    expect(await page.locator("noscript meta[http-equiv=refresh]").count()).toBe(1);
    expect(await codeInPicture(page)).toBe(await currentUrl(orderId));
    await helpPay(orderId, "succeeded");
    await page.reload();
    expect(await page.locator("#screen.paid").count()).toBe(1);
    await page.context().close();
  });
});

describe("a till", () => {
  it("is paired by hand, shows the next order by itself, and is unpaired remotely", async () => {
    const body = { name: "一号柜台" };
    const screen = await (await portal.api("/v1/screens", { body })).json();
    const { page, complaints } = await browser.openPage({ width: 768, lang: "en" });
    await page.goto(`${portal.url}/screen`);
    // The field has the focus from the start; a till may have no mouse.
    await page.waitForSelector("input:focus");
    await page.keyboard.type("2222 2222\n");
    await page.waitForSelector("#summary");
    expect(await page.getByLabel("Pairing code").inputValue()).toBe("2222 2222");
    await page.getByLabel("Pairing code").fill(screen.pairing_code.toLowerCase());
    await page.getByRole("button", { name: "Pair", exact: true }).click();
    await shows(page, "idle");

    portal.clock.advance(seconds(1));
    const orderId = await newOrder();
    await shows(page, "showing");
    await helpPay(orderId, "succeeded");
    await shows(page, "paid");
    await portal.api(`/v1/screens/${screen.screen_id}`, { method: "DELETE" });
    await page.waitForSelector("text=This screen has been unpaired and no longer shows orders.");
    expect(await page.getByLabel("Pairing code").count()).toBe(1);
    expect(complaints.filter((each) => !each.includes("status of 422"))).toEqual([]);
    await page.context().close();
  });
});

/** The payment on this screen's order succeeds at the bank, and the bank's notice reaches the portal. */
async function helpSettle(screen: Page): Promise<void> {
  const orderId = screen.url().split("/").at(-1) as OrderId;
  await helpPay(orderId, "succeeded");
}
