import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seconds } from "../../core/time.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";

const TILLS = 5;
const ORDERS_PER_TILL = 10;
const TOLD_MS_MAX = 1_000;
const PATIENCE_MS = 60_000;

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

interface Till {
  readonly page: Page;
  readonly key: string;
}

/** A paired till that records when it changed to each state. */
async function openTill(number: number): Promise<Till> {
  const { secretKey: key } = await portal.openMerchant(`清风茶馆 ${number} 号店`);
  const screen = await (await portal.api("/v1/screens", { body: { name: "柜台" }, key })).json();
  const { page } = await browser.openPage({ width: 360 });
  await page.goto(`${portal.url}/screen`);
  await page.getByLabel("配对码").fill(screen.pairing_code);
  await page.getByRole("button", { name: "配对", exact: true }).click();
  await page.waitForSelector("#screen.idle");
  await page.evaluate(() => {
    new MutationObserver(() => {
      const look = document.getElementById("screen")?.classList.item(1) ?? "";
      document.body.dataset[look] = `${Date.now()}`;
    }).observe(document.body, { childList: true });
  });
  return { page, key };
}

/** From the request that settles an order to the text on its till, in ms. */
async function payOnce({ page, key }: Till, no: string): Promise<number> {
  const body = { merchant_order_no: no, amount: 6_800, subject: "龙井" };
  const { order_id } = await (await portal.api("/v1/orders", { body, key })).json();
  await page.waitForSelector("#screen.showing");
  const from = Date.now();
  const outcome = { body: { outcome: "succeeded" }, key };
  await portal.api(`/v1/test_helpers/orders/${order_id}/payment`, outcome);
  await page.waitForSelector("#screen.paid");
  return Number(await page.evaluate(() => document.body.dataset["paid"])) - from;
}

describe("the word on a till", () => {
  it("is there within a second of the payment, nineteen times of twenty", async () => {
    const tills: Till[] = [];
    for (let number = 0; number < TILLS; number++) tills.push(await openTill(number));
    const took: number[] = [];
    for (let round = 0; round < ORDERS_PER_TILL; round++) {
      // Orders are told apart by their time.
      portal.clock.advance(seconds(1));
      took.push(...await Promise.all(tills.map((till) => payOnce(till, `word-${round}`))));
    }
    took.sort((a, b) => a - b);
    expect(took).toHaveLength(TILLS * ORDERS_PER_TILL);
    expect(took[0]).toBeGreaterThan(0);
    expect(took[Math.ceil(took.length * 0.95) - 1]).toBeLessThanOrEqual(TOLD_MS_MAX);
  }, PATIENCE_MS);
});
