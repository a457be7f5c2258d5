import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { openBrowser, type PageOptions, type TestBrowser } from "../support/browser.ts";
import { addScreen, PIN, setUpTill } from "../support/counters.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { TestMerchant } from "../support/test_app.ts";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

/** A screen that is paired by hand, with a PIN. */
async function openShop(options: PageOptions) {
  const shop = await portal.openMerchant("清风茶馆");
  const { screenId, code } = await addScreen(portal, shop);
  const opened = await browser.openPage({ lang: "en", ...options });
  const { page } = opened;
  await page.goto(`${portal.url}/screen`);
  await page.fill("#code", code);
  await page.click("button:text-is('Pair')");
  await page.waitForSelector("#screen.idle");
  await setUpTill(portal, screenId, { shop, each: 5_000, perDay: 8_000 });
  await page.reload();
  return { ...opened, shop };
}

async function sell({ secretKey: key }: TestMerchant, no: string, amount: number) {
  portal.clock.advance(seconds(1));
  const body = { merchant_order_no: no, amount, subject: "龙井" };
  const { order_id } = await (await portal.api("/v1/orders", { body, key })).json();
  const outcome = { body: { outcome: "succeeded" }, key };
  const paid = await portal.api(`/v1/test_helpers/orders/${order_id}/payment`, outcome);
  expect(paid.status).toBe(200);
}

async function unlock(page: Page) {
  await page.click("a[aria-label=Staff]");
  await page.fill("#pin", PIN);
  await page.click("button:text-is('Unlock')");
  await page.waitForURL(`${portal.url}/till`);
}

const factsOf = async (page: Page, place: string) =>
  (await page.locator(`${place} .takings`).last().innerText()).replace(/\s+/g, " ").trim();
const played = (page: Page) =>
  page.evaluate(() => Number(document.documentElement.dataset["played"] ?? 0));

describe("a shop's day on a till", () => {
  it("has three sales, one found and refunded, an hour offline, and the right total", async () => {
    const { page, shop, complaints } = await openShop({ width: 1_024 });
    await unlock(page);
    await page.click("button:text-is('Begin shift')");
    await page.waitForSelector("text=End shift");
    await page.click("#sound");
    expect(await page.textContent("#sound")).toBe("Turn the payment sound off");
    expect(await played(page)).toBe(1);

    await sell(shop, "A-1001", 1_200);
    await page.waitForSelector("#sales a >> text=¥12.00");
    expect(await page.textContent("#status")).toBe("Received ¥12.00");
    await sell(shop, "A-1002", 6_800);
    await page.waitForSelector("#sales a >> text=¥68.00");
    expect(await played(page)).toBe(3);

    // Offline, the page keeps what it shows; what happens meanwhile it shows afterwards, once.
    await page.context().setOffline(true);
    await page.waitForSelector("#offline:not([hidden])");
    await sell(shop, "A-1003", 500);
    await page.click("#sales a >> text=¥12.00");
    await page.click("button:text-is('End shift')");
    expect(page.url()).toBe(`${portal.url}/till`);
    expect(await page.locator("#sales a").count()).toBe(2);
    expect(await factsOf(page, "#sales")).toBe(
      "Paid · 2 ¥80.00 Refunded here · 0 ¥0.00 Net ¥80.00",
    );
    await page.context().setOffline(false);
    await page.waitForSelector("#sales a >> text=¥5.00");
    await page.waitForSelector("#offline", { state: "hidden" });
    expect(await page.locator("#sales a").count()).toBe(3);

    await page.fill("#ending", "1002");
    await page.press("#ending", "Enter");
    await page.waitForSelector("h1:text-is('Payment')");
    expect(await page.textContent(".large")).toBe("¥68.00");
    expect(await page.inputValue("#amount")).toBe("50.00");
    await page.fill("#amount", "18");
    await page.dblclick("button:text-is('Refund ¥18.00')");
    await page.waitForSelector("text=¥18.00 is being refunded");
    await portal.settle();
    await page.click(".card >> text=Check result");
    await page.waitForSelector("text=is being refunded", { state: "detached" });
    expect(await page.innerText(".facts")).toMatch(/Refunded\s+¥18\.00\s+Left to refund\s+¥50\.00/);

    await page.click("a:text-is('Back')");
    await page.waitForSelector("#sales");
    const total = "Paid · 3 ¥85.00 Refunded here · 1 ¥18.00 Net ¥67.00";
    expect(await factsOf(page, "#sales")).toBe(total);
    await page.click("button:text-is('End shift')");
    await page.waitForSelector("h1:text-is('Shift total')");
    expect(await factsOf(page, ".slip")).toBe(total);
    expect(await page.locator("[data-print]").isVisible()).toBe(true);

    await page.click("button:text-is('Lock')");
    await page.waitForSelector("#screen");
    await page.goto(`${portal.url}/till`);
    expect(await page.isVisible("#pin")).toBe(true);
    expect(complaints.filter((each) => !each.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });

  it("is the same on a phone without script", async () => {
    const { page, shop } = await openShop({ width: 360, javascript: false });
    await unlock(page);
    await page.click("button:text-is('Begin shift')");
    await page.waitForSelector("button:text-is('End shift')");
    await sell(shop, "B-1001", 3_000);
    await page.reload();
    await page.click("#sales a >> text=¥30.00");
    await page.fill("#amount", "70");
    await page.click("button:text-is('Refund the amount above')");
    expect(await page.textContent("#summary")).toContain("more than is left to refund");
    await page.fill("#amount", "30");
    await page.click("button:text-is('Refund the amount above')");
    await page.waitForSelector("text=¥30.00 is being refunded");
    await page.goto(`${portal.url}/till`);
    await page.click("button:text-is('End shift')");
    await page.waitForSelector(".slip");
    expect(await factsOf(page, ".slip"))
      .toBe("Paid · 1 ¥30.00 Refunded here · 1 ¥30.00 Net ¥0.00");
  });
});
