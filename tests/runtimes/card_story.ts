import { expect } from "vitest";
import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import { bindAt } from "../support/card_payer.ts";
import { leavingFields } from "../support/gateway_app.ts";
import type { PlainBrowser } from "./plain_browser.ts";
import { type Teller, waitUntil } from "./teller.ts";
import { enteredByApp } from "./wallet_browser.ts";

/** Somebody binds a card on the way to a payment, pays with a code, pays again by that card, and removes it. */
export async function aBoundCardPays(teller: Teller, gateway: Gateway): Promise<void> {
  const browser = await enteredByApp(teller.place, "person_a");
  const first = await orderIn(teller, "card-1");
  await bindCard(browser, gateway, { orderId: first });

  const path = await askCode(browser, first);
  const wrong = await browser.post(`${path}/code`, { code: "000000" });
  expect(wrong.status).toBe(303);
  const failed = await browser.get(`/checkout/${first}`);
  expect(failed.html).toContain("That code was wrong or no longer valid.");
  await gateway.control({ clock: { advance_seconds: 60 } });
  const again = await askCode(browser, first);
  const sent = await Promise.all(
    [1, 2, 3].map(() => browser.post(`${again}/code`, { code: "123456" })),
  );
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
  await waitUntil(teller, `/v1/orders/${first}`, ({ state }) => state === "paid");

  const next = await orderIn(teller, "card-2");
  await gateway.control({ clock: { advance_seconds: 60 } });
  await browser.post(`${await askCode(browser, next)}/code`, { code: "123456" });
  await waitUntil(teller, `/v1/orders/${next}`, ({ state }) => state === "paid");

  const { html } = await browser.get("/wallet");
  const [removal = ""] = /\/wallet\/cards\/bnd_\w+\/removal/.exec(html) ?? [];
  const removed = await browser.post(removal, {});
  expect([removed.status, removed.location]).toEqual([303, "/wallet"]);
  const { tokens, transactions } = await gateway.control({});
  expect(tokens.map(({ ended }) => ended)).toEqual([true]);
  const paid = transactions.filter(({ kind }) => kind === "token_payment").map(({ stage }) =>
    stage
  );
  expect(paid).toEqual(["failed", "succeeded", "succeeded"]);
  teller.note("payments by token", paid);
}

export async function orderIn(teller: Teller, no: string, amount = 6_800): Promise<string> {
  const body = { merchant_order_no: no, amount, subject: "雨前龙井" };
  return (await teller.ask("POST", "/v1/orders", { body })).json.order_id;
}

/** Binds a card on the gateway's page, on the way to this order. */
export async function bindCard(
  browser: PlainBrowser,
  gateway: Gateway,
  { orderId, number }: { readonly orderId: string; readonly number?: string },
): Promise<void> {
  const begun = await browser.post(`/checkout/${orderId}/cards/openings`, {});
  const entered = await fetch(`${gateway.url}/gateway/api/frontTransReq.do`, {
    method: "POST",
    body: new URLSearchParams(leavingFields((await browser.get(begun.location)).html)),
  });
  await entered.body?.cancel();
  await bindAt(entered.url, number);
  await gateway.settle();
}

/** Chooses the only card; where that leads. */
export async function chooseCard(browser: PlainBrowser, orderId: string): Promise<string> {
  const { html } = await browser.get(`/checkout/${orderId}/cards`);
  const [, card = ""] = /name="card" id="(bnd_\w+)"/.exec(html) ?? [];
  return (await browser.post(`/checkout/${orderId}/cards`, { card })).location;
}

/** Chooses the only card; the path of the payment. */
async function askCode(browser: PlainBrowser, orderId: string): Promise<string> {
  await chooseCard(browser, orderId);
  return await pathOfPayment(browser, orderId);
}

/** Whose code the order's page asks for. */
export async function pathOfPayment(browser: PlainBrowser, orderId: string): Promise<string> {
  const shown = await browser.get(`/checkout/${orderId}`);
  const [, path] = /action="(\/checkout\/\w+\/payments\/pay_\w+)\/code"/.exec(shown.html) ?? [];
  if (path === undefined) throw new Error(`No code is asked for: ${shown.html}`);
  return path;
}
