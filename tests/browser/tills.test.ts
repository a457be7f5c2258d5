import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { after, seconds, shanghaiTime } from "../../core/time.ts";
import { openBrowser, type PageOptions, stopClock, type TestBrowser } from "../support/browser.ts";
import { type FakeClock, fakeClock } from "../support/fake_clock.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { openTill, payAtTill, type Till } from "../support/tills.ts";

const TILLS = 5;
const ROUNDS = 2;

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

describe("five tills that are paid at once", () => {
  it("each turn to their own next order and to its payment, untouched", async () => {
    const tills: Till[] = [];
    for (let number = 0; number < TILLS; number++) {
      tills.push(await openTill(portal, browser, number));
    }
    for (let round = 0; round < ROUNDS; round++) {
      // Orders are told apart by their time.
      portal.clock.advance(seconds(1));
      const amountOf = (number: number) => 1_000 * (number + 1) + round;
      await Promise.all(
        tills.map((till, number) =>
          payAtTill(portal, till, { no: `word-${round}`, amount: amountOf(number) })
        ),
      );
      const words = await Promise.all(tills.map(({ page }) => page.textContent("h1")));
      expect(words).toEqual(
        tills.map((_, number) =>
          expect.stringContaining(`已收款 ¥${(amountOf(number) / 100).toFixed(2)}`)
        ),
      );
    }
  });
});

describe("a till whose next order comes first", () => {
  it("hears of the last one's payment, shows it beside the next, and puts it away by itself", async () => {
    // A clock that tells nobody when it is moved: only the time itself can wake the page.
    const clock: FakeClock = { ...fakeClock(), onMove: () => {} };
    const timely = await openPortal({ clock });
    const { page, key } = await openTill(timely, browser, 1);
    const place = async (no: string, amount: number) => {
      clock.advance(seconds(1));
      const body = { merchant_order_no: no, amount, subject: "龙井" };
      return (await (await timely.api("/v1/orders", { body, key })).json()).order_id;
    };
    const first = await place("first", 6_800);
    await page.waitForSelector("#screen.showing >> text=68.00");
    await place("second", 1_200);
    await page.waitForSelector("#screen.showing >> text=12.00");
    const band = page.getByText("上一单 ¥68.00 已收款", { exact: true }).and(
      page.locator("#screen *"),
    );
    expect(await band.count()).toBe(0);

    const outcome = { body: { outcome: "succeeded" }, key };
    await timely.api(`/v1/test_helpers/orders/${first}/payment`, outcome);
    await band.waitFor();
    expect(await page.textContent("#status")).toBe("上一单 ¥68.00 已收款");
    expect(await page.locator("#screen.showing .code").isVisible()).toBe(true);

    clock.advance(seconds(9.7));
    await page.reload();
    await band.waitFor();
    clock.advance(seconds(0.3));
    await band.waitFor({ state: "detached" });
    expect(await page.locator("#screen.showing .code").isVisible()).toBe(true);
    await page.context().close();
    await timely.close();
  });
});

describe("a till without an order", () => {
  const openIdle = async (options: PageOptions = {}) => {
    return (await openTill(portal, browser, 1, { width: 1280, ...options })).page;
  };

  it("shows the till's name and a clock that goes on, though the device's own is wrong", async () => {
    const page = await openIdle();
    await stopClock(page);
    await page.reload();
    await page.clock.runFor(100);
    const clock = page.locator("#screen .clock");
    expect(await clock.textContent()).toBe(shanghaiTime(portal.clock.now()).slice(11, 16));
    expect(await page.getByText("柜台").isVisible()).toBe(true);
    await page.clock.runFor(60_000);
    expect(await clock.textContent())
      .toBe(shanghaiTime(after(portal.clock.now(), seconds(60))).slice(11, 16));
    await page.context().close();
  });

  it("has its clock from each reload without script", async () => {
    const page = await openIdle({ javascript: false });
    expect(await page.locator("noscript meta[http-equiv=refresh]").count()).toBe(1);
    portal.clock.advance(seconds(60));
    await page.reload();
    expect(await page.textContent("#screen .clock"))
      .toBe(shanghaiTime(portal.clock.now()).slice(11, 16));
    await page.context().close();
  });

  it("says that it is connected, and when it is not", async () => {
    const page = await openIdle();
    await stopClock(page);
    await page.reload();
    await page.clock.runFor(100);
    const connected = page.getByText("已连接");
    expect(await connected.isVisible()).toBe(true);
    await page.context().setOffline(true);
    await page.waitForFunction(() => !navigator.onLine);
    await page.clock.runFor(12_000);
    expect(await connected.isVisible()).toBe(false);
    expect(await page.locator(".lost.offline").isVisible()).toBe(true);

    await page.context().setOffline(false);
    await page.clock.resume();
    await connected.waitFor();
    expect(await page.locator(".lost.offline").isVisible()).toBe(false);
    await page.context().close();
  });
});
