import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { placeOrder } from "../support/payer.ts";
import type { Portal } from "../support/portal.ts";
import {
  noticeOf,
  type UnionpayApp,
  unionpayPortal,
  type UnionpayWorld,
  unionpayWorld,
} from "../support/unionpay_app.ts";

const PAY = "用云闪付支付 ¥88.00";

let browser: TestBrowser;
let world: UnionpayWorld;
let at: UnionpayApp<Portal>;
beforeAll(async () => {
  [browser, world] = await Promise.all([openBrowser(), unionpayWorld()]);
});
afterAll(async () => {
  await browser.close();
  await world.ca.remove();
});
beforeEach(async () => {
  at = await unionpayPortal(world);
});
afterEach(() => at.close());

async function paid(): Promise<void> {
  const form = at.gateway.heard.at(-1) ?? {};
  expect((await at.notify(at.gateway.signed(noticeOf(form)))).status).toBe(200);
}

describe("leaving for the gateway's page", () => {
  it.each([true, false])(
    "and coming back ends on the receipt, with script %s",
    async (javascript) => {
      const { orderId } = await placeOrder(at.app, 8_800);
      const { page, complaints } = await browser.openPage({ width: 360, javascript });
      await page.goto(`${at.app.url}/checkout/${orderId}`);
      await page.getByRole("button", { name: PAY }).click();
      if (!javascript) await page.getByRole("button", { name: "前往付款页面" }).click();
      await page.waitForURL(`${at.gateway.url}/gateway/api/frontTransReq.do`);
      await paid();
      await page.getByRole("button", { name: "Back to the shop" }).click();
      await page.waitForURL(`${at.app.url}/checkout/${orderId}`);
      await page.waitForSelector("h1:has-text('已付款 ¥88.00')");
      expect(complaints).toEqual([]);
    },
  );

  it("does not go off again for whoever comes back by the browser's own button", async () => {
    const { orderId } = await placeOrder(at.app, 8_800);
    const { page } = await browser.openPage({ width: 360 });
    await page.goto(`${at.app.url}/checkout/${orderId}`);
    await page.getByRole("button", { name: PAY }).click();
    await page.waitForURL(`${at.gateway.url}/**`);
    await page.goBack();
    await page.waitForURL(`${at.app.url}/checkout/**`);
    await page.waitForSelector("h1:has-text('正在确认付款，请勿重复支付。')");
    expect(at.gateway.heard).toHaveLength(1);
  });
});
