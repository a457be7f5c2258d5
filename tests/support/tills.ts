import type { Page } from "playwright-core";
import type { PageOptions, TestBrowser } from "./browser.ts";
import type { Portal } from "./portal.ts";

/** A shop's counter with a screen of its own. */
export interface Till {
  readonly page: Page;
  readonly key: string;
}

/** A paired till that writes down, in epoch ms, when it turned to each look. */
export async function openTill(
  portal: Portal,
  browser: TestBrowser,
  number: number,
  options: PageOptions = { width: 360 },
): Promise<Till> {
  const { secretKey: key } = await portal.openMerchant(`清风茶馆 ${number} 号店`);
  const screen = await (await portal.api("/v1/screens", { body: { name: "柜台" }, key })).json();
  const { page } = await browser.openPage(options);
  await page.goto(`${portal.url}/screen`);
  await page.getByLabel("配对码").fill(screen.pairing_code);
  await page.getByRole("button", { name: "配对", exact: true }).click();
  await page.waitForSelector("#screen.idle");
  if (options.javascript === false) return { page, key };
  await page.evaluate(() => {
    new MutationObserver(() => {
      const look = document.getElementById("screen")?.classList.item(1) ?? "";
      document.body.dataset[look] = `${Date.now()}`;
    }).observe(document.body, { childList: true });
  });
  return { page, key };
}

/** An order appears on the till, is paid elsewhere, and the till says so. How long the word took, in ms. */
export async function payAtTill(
  portal: Portal,
  { page, key }: Till,
  order: { readonly no: string; readonly amount: number },
): Promise<number> {
  const body = { merchant_order_no: order.no, amount: order.amount, subject: "龙井" };
  const { order_id } = await (await portal.api("/v1/orders", { body, key })).json();
  await page.waitForSelector("#screen.showing");
  const from = Date.now();
  const outcome = { body: { outcome: "succeeded" }, key };
  await portal.api(`/v1/test_helpers/orders/${order_id}/payment`, outcome);
  await page.waitForSelector("#screen.paid");
  return Number(await page.evaluate(() => document.body.dataset["paid"])) - from;
}
