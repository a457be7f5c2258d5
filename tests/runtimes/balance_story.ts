import { expect } from "vitest";
import { createBrowser, withoutChance } from "./plain_browser.ts";
import { type Teller, waitUntil } from "./teller.ts";

/** Somebody opens an order from the wallet app that keeps their balance, pays out of it, and gets a part back. */
export async function aBalancePays(teller: Teller): Promise<void> {
  const { place } = teller;
  const body = { merchant_order_no: "balance-1", amount: 42_000, subject: "龙井一罐" };
  const { order_id: orderId } = (await teller.ask("POST", "/v1/orders", { body })).json;
  const browser = createBrowser(place.url);
  const open = async (id: string) => {
    const link = `${place.url}/checkout/${id}`;
    const opened = await browser.post("/sandbox/purse", { link });
    expect(opened.location).toMatch(/^\/checkout\/ord_\w+\?ticket=/);
    return await browser.get(opened.location);
  };
  const entered = await open(orderId);
  expect([entered.status, entered.location]).toEqual([303, `/checkout/${orderId}`]);
  await browser.get(`/checkout/${orderId}`);
  const page = await browser.get(`/checkout/${orderId}/balance`);
  expect(page.html).toContain("¥500.00 in your wallet");
  teller.note("what is there to pay with", withoutChance(page.html));
  const paid = await browser.post(`/checkout/${orderId}/payments`, { method: "balance" });
  expect([paid.status, paid.location.split("?")[0]]).toEqual([303, `/checkout/${orderId}`]);
  await waitUntil(teller, `/v1/orders/${orderId}`, ({ state }) => state === "paid");
  const attempts = await teller.ask("GET", `/v1/orders/${orderId}/payments`);
  expect(attempts.json.data).toMatchObject([{ method: "balance", channel: "wallet:sandbox" }]);

  const refund = { merchant_refund_no: "balance-1-r", amount: 2_000 };
  const { json } = await teller.ask("POST", `/v1/orders/${orderId}/refunds`, { body: refund });
  await waitUntil(teller, `/v1/refunds/${json.refund_id}`, ({ state }) => state === "succeeded");
  const other = { ...body, merchant_order_no: "balance-2", amount: 10_001 };
  const next = (await teller.ask("POST", "/v1/orders", { body: other })).json.order_id;
  await open(next);
  const short = await browser.post(`/checkout/${next}/payments`, { method: "balance" });
  expect([short.status, short.html]).toEqual([409, expect.stringContaining("only ¥100.00")]);
}
