import { leavingFields } from "./gateway_app.ts";
import { choose, get, orderOf, placeOrder } from "./payer.ts";
import type { Message } from "./tiny_gateway.ts";
import type { UnionpayApp } from "./unionpay_app.ts";

/** The gateway took what it was asked. */
export const taken = { respCode: "00", respMsg: "成功" };

/** An order whose payer was led to the gateway's page, and what that form says. */
export async function leftForGateway(
  { app }: UnionpayApp,
): Promise<{ readonly orderId: string; readonly form: Message }> {
  const order = await placeOrder(app, 8_800);
  const page = await (await get(app, await choose(app, order))).text();
  return { orderId: order.orderId, form: leavingFields(page) };
}

/** Starts a payment by the merchant's own program. */
export async function payByApi({ app }: UnionpayApp, orderId: string, body: Message) {
  const answer = await app.api(`/v1/orders/${orderId}/payments`, { body });
  return { status: answer.status, body: await answer.json() };
}

/** The order's latest attempt, as its merchant sees it. */
export async function paymentOf({ app }: UnionpayApp, orderId: string) {
  const { data: [payment] } = await (await app.api(`/v1/orders/${orderId}/payments`)).json();
  return payment;
}

export async function stateOf({ app }: UnionpayApp, orderId: string): Promise<string> {
  return (await orderOf(app, { orderId, amount: 0 })).state;
}

/** Codes of the notices that were not taken, the latest first. */
export async function refusedNotices({ app }: UnionpayApp): Promise<readonly string[]> {
  const [found] = await app.deps.load(app.deps.refusedNotices.latest(10_000));
  return found.map(({ code }) => code);
}
