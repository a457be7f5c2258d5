import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type PageOptions, stopClock, type TestBrowser } from "../support/browser.ts";
import { flawsLoaded } from "../support/flaws.ts";
import { until } from "../support/patience.ts";
import { post } from "../support/payer.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { openShop, type Shop } from "../support/shop.ts";

let browser: TestBrowser;
let portal: Portal;
let shop: Shop;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ demoKey: true })]);
  shop = openShop(portal);
});
beforeEach(() => register([shop.origin, "https://shop.example"]));
afterAll(async () => {
  await browser.close();
  await shop.close();
  await portal.close();
});

/** What a frame says that is taken away while it asks for news. */
const CUT_OFF = "htmx: htmx:error: Failed to fetch";

/** As far as a stopped clock is moved at a time; a dialog that was paid is seen for longer. */
const STEP_MS = 200;

async function register(origins: readonly string[], key?: string): Promise<void> {
  const body = { origins };
  await portal.api("/v1/embedding", { method: "PUT", body, ...(key ? { key } : {}) });
}

interface Heard {
  readonly messages: readonly { readonly origin: string; readonly data: unknown }[];
  readonly events: readonly unknown[];
  readonly confirmed: readonly string[];
}

function heard(page: Page): Promise<Heard> {
  return page.evaluate(() => Reflect.get(window, "heard"));
}

/** The shop's page with the dialog open, and what is in its frame. */
async function openCheckout(options: PageOptions = { width: 1280 }) {
  const { orderId, page: url } = await shop.sell();
  const opened = await browser.openPage(options);
  const { page } = opened;
  await page.goto(url);
  return { ...opened, orderId, frame: await pressPay(page) };
}

async function pressPay(page: Page, link = "#pay"): Promise<Frame> {
  await page.click(link);
  const element = await page.waitForSelector("dialog[open] iframe");
  const frame = await element.contentFrame();
  if (!frame) throw new Error("There is no frame");
  await frame.waitForSelector("h1#state");
  return frame;
}

/** Starts the chosen method and returns where the phone, or the new tab, continues. */
async function start(frame: Frame): Promise<string> {
  await frame.getByRole("button", { name: /支付 ¥68/ }).click();
  await frame.waitForSelector("svg.code");
  const link = frame.getByRole("link", { name: "在这台设备上打开" });
  return await link.getAttribute("href") ?? "";
}

/** Someone pays there, in the simulated app. */
async function payThere(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("button", { name: /支付 ¥/ }).click();
  await page.waitForSelector("h1:has-text('已付款')");
  await portal.settle();
}

const SHOP = "清风茶馆 Breeze Teahouse";
const PAID = "已付款 ¥68.00，付给清风茶馆 Breeze Teahouse。";

describe("a shop's page with the snippet, under a strict policy of its own", () => {
  it("sells without leaving the page: paid by the code, reported once, confirmed by the API, and closed", async () => {
    const { page, complaints, orderId, frame } = await openCheckout();
    const link = await start(frame);
    await page.getByRole("button", { name: "关闭" }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    // Opened again, it recognizes its own payment by a cookie partitioned to this shop.
    const again = await pressPay(page);
    expect(await again.textContent("h1")).toBe("用云闪付或银行 App 扫码");
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name, sameSite, secure }) => [name, sameSite, secure])).toEqual([
      ["framed_device", "None", true],
      ["framed_method", "None", true],
    ]);

    const phone = await browser.openPage({ width: 360 });
    await payThere(phone.page, link);
    await again.waitForSelector(`h1:has-text('${PAID}')`);
    await page.waitForSelector("dialog", { state: "detached" });
    await page.waitForFunction(() => Reflect.get(window, "heard").confirmed.length > 0);
    const { messages, events, confirmed } = await heard(page);
    const states = ["open", "open", "paid"];
    expect(messages).toEqual(states.map((state) => ({
      origin: portal.url,
      data: { source: "countersign", order_id: orderId, merchant_name: SHOP, state },
    })));
    expect(events).toEqual(states.map((state) => ({ order_id: orderId, state, on: "pay" })));
    expect(confirmed).toEqual(["paid"]);
    expect(page.url()).toContain("/buy/");
    expect(await focusedId(page)).toBe("pay");
    expect(complaints.filter((each) => !each.startsWith(CUT_OFF))).toEqual([]);
  });

  it("opens a page that refuses frames in another tab, follows, and is one press away", async () => {
    const { page: url } = await shop.sell();
    const { page } = await browser.openPage({ width: 1280 });
    // The dialog closes by itself some time after it is paid: here time only passes when the test says so.
    await stopClock(page);
    await page.goto(url);
    await page.clock.runFor(STEP_MS);
    const frame = await pressPay(page);
    await frame.getByText("银行卡", { exact: true }).click();
    await frame.getByRole("button", { name: "用银行卡支付 ¥68.00" }).click();
    await frame.waitForSelector("h1:has-text('请在新标签页里付款，结果会显示在这里。')");
    const opening = page.context().waitForEvent("page");
    await frame.getByRole("link", { name: "打开付款页" }).click();
    const cashier = await opening;
    await cashier.getByLabel(/卡号/).fill("6200 0000 0000 0014");
    await cashier.getByRole("button", { name: /支付 ¥/ }).click();
    await cashier.waitForURL("**/checkout/**");
    await portal.settle();
    await until(async () => {
      await page.clock.runFor(STEP_MS);
      return await frame.locator(`h1:has-text('${PAID}')`).isVisible();
    });
    await frame.getByRole("link", { name: "返回清风茶馆" }).click();
    await page.waitForSelector("dialog", { state: "detached" });
    expect(page.url()).toContain("/buy/");
  });
});

describe("the dialog", () => {
  it("is named, keeps page and focus still, returns focus on Esc, and respects reduced motion", async () => {
    const { page } = await openCheckout({ width: 1280, reducedMotion: true });
    const dialog = page.getByRole("dialog", { name: "付款 ¥68.00" });
    const motion = () => dialog.evaluate((each) => getComputedStyle(each).animationName);
    expect(await motion()).toBe("none");
    const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflow);
    expect(await overflow()).toBe("hidden");
    for (let press = 0; press < 10; press++) {
      await page.keyboard.press("Tab");
      expect(["pay", "other"]).not.toContain(await focusedId(page));
    }
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    expect([await overflow(), await focusedId(page)]).toEqual(["visible", "pay"]);

    await page.emulateMedia({ reducedMotion: "no-preference" });
    const again = await pressPay(page);
    expect(await motion()).toBe("rise");
    await again.locator("input[type=radio]").first().focus();
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    expect(await focusedId(page)).toBe("pay");
  });

  it("has a name, and its frame a title, where the link is only a picture", async () => {
    const { page: url } = await shop.sell();
    const { page } = await browser.openPage({ width: 1280 });
    await page.goto(url);
    await page.evaluate(() => {
      const picture = Object.assign(document.createElement("img"), { alt: "立即付款" });
      document.getElementById("pay")?.replaceChildren(picture);
    });
    await pressPay(page);
    await page.waitForSelector(`dialog[open] iframe[title='${SHOP} · 立即付款']`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.evaluate(() => document.getElementById("pay")?.replaceChildren());
    await page.evaluate(() =>
      document.getElementById("pay")?.dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true }),
      )
    );
    await page.waitForSelector(`dialog[open] iframe[title='${SHOP} · 付款']`);
  });

  it("says at which portal it is, and whose shop is paid as soon as the portal says so", async () => {
    const { page: url } = await shop.sell();
    const { page } = await browser.openPage({ width: 1280 });
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route(/\/checkout\/ord_\w+\?/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(url);
    await page.click("#pay");
    const { host } = new URL(portal.url);
    const bar = page.locator("dialog[open] header");
    expect(await bar.innerText()).toBe(host);
    expect(await page.getAttribute("dialog iframe", "title")).toBe("付款 ¥68.00");
    release();
    await page.waitForSelector(`dialog[open] iframe[title='${SHOP} · 付款 ¥68.00']`);
    expect((await bar.innerText()).split(/\n+/)).toEqual([SHOP, host]);
  });

  it.each([
    ["long", "Breeze & Bamboo Teahouse Trading Company, Hangzhou, Zhejiang, at the West Lake"],
    [
      "like HTML",
      "<img src=x onerror=document.title=1> & more of it until it is too long for a line",
    ],
    ["from right to left", "מרכז התה של השוק הישן בתל אביב, בית תה ומאפייה, סניף רחוב הנמל הישן"],
  ])("shows a name that is %s as its own text, on one line, beside the button", async (_, name) => {
    const { secretKey } = await portal.openMerchant(name);
    await register([shop.origin], secretKey);
    const { page: url } = await shop.sell(secretKey);
    // Standing still: while the dialog rises its boxes are a hair off.
    const { page } = await browser.openPage({ width: 1280, reducedMotion: true });
    await page.goto(url);
    // The bar is the portal's: it stays as it is on a page that is set from right to left.
    await page.evaluate(() => document.documentElement.dir = "rtl");
    await pressPay(page);
    await page.waitForSelector(`dialog[open] header:has-text(${JSON.stringify(name)})`);
    const seen = await page.evaluate(() => {
      const dialog = document.querySelector("body > div")?.shadowRoot?.querySelector("dialog");
      const [shop, host] = dialog?.querySelectorAll("header > bdi") ?? [];
      const [bar, close] = ["header", "button"].map((each) => dialog?.querySelector(each));
      const boxOf = (element?: Element | null) => element?.getBoundingClientRect() ?? new DOMRect();
      return {
        cut: (shop?.scrollWidth ?? 0) > (shop?.clientWidth ?? 0),
        besideButton: boxOf(shop).right <= boxOf(close).left,
        aboveHost: boxOf(shop).bottom <= boxOf(host).top,
        height: boxOf(bar).height,
        isolated: shop && getComputedStyle(shop).unicodeBidi,
        elements: shop?.childElementCount,
      };
    });
    expect(seen).toEqual({
      cut: true,
      besideButton: true,
      aboveHost: true,
      height: 48,
      isolated: "isolate",
      elements: 0,
    });
  });

  it("believes only its own frame, about its own order", async () => {
    const { page, orderId } = await openCheckout();
    await page.waitForFunction(() => Reflect.get(window, "heard").events.length > 0);
    await page.evaluate(([orderId, portal]) => {
      const frame = document.querySelector("body > div")?.shadowRoot?.querySelector("iframe");
      const told = {
        source: "countersign",
        order_id: orderId,
        merchant_name: "Another Shop",
        state: "paid",
      };
      const lies = [
        { origin: location.origin, source: window, data: told },
        { origin: portal, source: window, data: told },
        { origin: "https://evil.example", source: frame?.contentWindow, data: told },
        { origin: "null", source: frame?.contentWindow, data: told },
        { origin: portal, source: frame?.contentWindow, data: { ...told, order_id: "ord_other" } },
        { origin: portal, source: frame?.contentWindow, data: { ...told, source: "other" } },
        { origin: portal, source: frame?.contentWindow, data: "paid" },
        { origin: portal, source: frame?.contentWindow, data: null },
      ];
      for (const lie of lies) {
        dispatchEvent(new MessageEvent("message", lie as MessageEventInit));
      }
    }, [orderId, portal.url]);
    const { messages, events } = await heard(page);
    expect(messages).toHaveLength(9);
    expect(events).toEqual([{ order_id: orderId, state: "open", on: "pay" }]);
    expect(await page.locator("dialog[open]").count()).toBe(1);
    expect(await page.innerText("dialog[open] header")).toMatch(new RegExp(`^${SHOP}\\s`));
    expect(await page.getAttribute("dialog iframe", "title")).toBe(`${SHOP} · 付款 ¥68.00`);
  });
});

describe("the demo shop", () => {
  it("sells in a dialog under either name of this machine, and says who reported what", async () => {
    const twin = portal.url.replace("127.0.0.1", "localhost");
    await register([portal.url, twin]);
    for (const origin of [portal.url, twin]) {
      const { page, complaints } = await browser.openPage({ width: 1280, lang: "en" });
      await page.goto(`${origin}/demo/shop`);
      const line = (id: string) => page.textContent(`#${id}`);
      expect(await line("told")).toBe("Nothing yet");
      const frame = await pressPay(page, "a[data-countersign]");
      const { pathname } = new URL(frame.url());
      const helper = pathname.replace("/checkout/", "/v1/test_helpers/orders/");
      await portal.api(`${helper}/payment`, { body: { outcome: "succeeded" } });
      await frame.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await page.waitForSelector("text=Thank you. Your tea is on its way.");
      expect([await line("told"), await line("confirmed")]).toEqual(["Paid", "Paid"]);
      expect(complaints).toEqual([]);
    }
  });
});

describe("what is inside a shop's page", () => {
  it("is accessible, works at 320 px, and is easy to hit", async () => {
    const { orderId } = await shop.sell();
    const form = { method: "card" };
    const started = await post(portal, `/checkout/${orderId}/payments?embed=1`, form);
    const looks: readonly (readonly [string, number])[] = [
      [`${portal.url}/checkout/${(await shop.sell()).orderId}?embed=1`, 48],
      [portal.url + started.headers.get("location"), 48],
      [`${portal.url}/demo/shop`, 44],
    ];
    for (const [url, minimum] of looks) {
      for (const dark of [false, true]) {
        const { page } = await browser.openPage({ width: 320, lang: "en", dark });
        await page.goto(url);
        expect(await flawsLoaded(page, minimum), url).toEqual([]);
        await page.context().close();
      }
    }
    for (const dark of [false, true]) {
      const { page } = await openCheckout({ width: 1280, dark });
      await page.waitForSelector(`dialog[open] header:has-text("${SHOP}")`);
      expect(await flawsLoaded(page)).toEqual([]);
    }
  });
});

describe("where there is no dialog, the link is a link", () => {
  it.each([
    ["without script", { width: 1280, javascript: false }],
    ["on a phone", { width: 360 }],
  ])("%s", async (_, options) => {
    const { orderId, page: url } = await shop.sell();
    const { page } = await browser.openPage(options);
    await page.goto(url);
    await page.click("#pay");
    await page.waitForURL(`${portal.url}/checkout/${orderId}`);
    expect(await page.textContent("h1")).toBe("选择付款方式");
  });

  it("on a page that its merchant did not register: the browser refuses the frame, and says why", async () => {
    await register(["https://shop.example"]);
    const { orderId, page: url } = await shop.sell();
    const { page, complaints } = await browser.openPage({ width: 1280 });
    await page.goto(url);
    await page.click("#pay");
    await page.waitForURL(`${portal.url}/checkout/${orderId}`);
    const refusal = /Framing .* violates .*"frame-ancestors https:\/\/shop\.example"/;
    expect(complaints.filter((each) => refusal.test(each))).toHaveLength(1);
  });

  it("and no dialog is left on the shop's page for Back to find", async () => {
    await register(["https://shop.example"]);
    const { page: url } = await shop.sell();
    const { page } = await browser.openPage({ width: 1280 });
    // As if the shop's page had been kept just as it was left.
    await page.route(/\/checkout\/ord_\w+$/, (route) => route.abort("aborted"));
    await page.goto(url);
    await page.click("#pay");
    await page.waitForSelector("dialog[open]");
    await page.waitForSelector("dialog", { state: "detached" });
    expect(page.url()).toBe(url);
  });
});

describe("a registered page", () => {
  it("cannot frame a checkout that is not embedded, or any other page", async () => {
    const { orderId } = await shop.sell();
    const { page } = await browser.openPage({ width: 1280 });
    for (const path of [`/checkout/${orderId}`, "/wallet?embed=1", "/sandbox/wallet?embed=1"]) {
      const refused = page.waitForEvent(
        "console",
        (each) => each.text().includes(`frame-ancestors 'none'`),
      );
      await page.goto(`${shop.origin}/framing?url=${encodeURIComponent(portal.url + path)}`);
      await refused;
      const [, framed] = page.frames();
      expect([path, await framed?.locator("h1").count()]).toEqual([path, 0]);
    }
  });
});

async function focusedId(page: Page): Promise<string> {
  return await page.evaluate(() => document.activeElement?.id ?? "");
}
