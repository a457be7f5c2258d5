import { sendRefunds } from "../../core/refund/send_refunds.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { agreedOnFees, assertBooked } from "./agreed_fees.ts";
import { CLIENTS, perSecond, rateOf } from "./per_second.ts";
import { print } from "./table.ts";

const ORDERS = 20;
const WHOLE_WAYS = 300;

/**
 * Refunds accepted per second, from the request to the answer, of orders that were paid with a fee; then a batch of
 * them until each has succeeded and the fee has come back, with the bank in this process too.
 */
export async function benchRefunds(): Promise<void> {
  const asked = await onPaidOrders((ask) => perSecond(ask));
  print({ what: "refunds/s, asked", value: asked, note: `${CLIENTS} at once, ${ORDERS} orders` });
  const value = await onPaidOrders((ask, app) =>
    rateOf(WHOLE_WAYS, ask, async () => {
      await sendRefunds(app.deps);
      await assertBooked(app, "returned_fee", WHOLE_WAYS);
    })
  );
  const note = "asked, sent, given back by the sandbox bank, told";
  print({ what: "refunds/s, whole", value, against: asked, note });
}

async function onPaidOrders(
  measure: (ask: () => Promise<void>, app: TestApp) => Promise<number>,
): Promise<number> {
  const app = await testApp();
  try {
    await agreedOnFees(app);
    const orders: string[] = [];
    for (let n = 0; n < ORDERS; n++) orders.push(await paidOrder(app, n));
    await assertBooked(app, "fee", ORDERS);
    let refunds = 0;
    return await measure(() => ask(app, orders[refunds % ORDERS]!, ++refunds), app);
  } finally {
    await app.close();
  }
}

async function paidOrder(app: TestApp, n: number): Promise<string> {
  const body = { merchant_order_no: `P-${n}`, amount: 10_000_000, subject: "龙井一壶" };
  const { order_id } = await (await app.api("/v1/orders", { body })).json();
  const outcome = { body: { outcome: "succeeded" } };
  const paid = await app.api(`/v1/test_helpers/orders/${order_id}/payment`, outcome);
  if (!paid.ok) throw new Error(`Cannot pay: ${await paid.text()}`);
  return order_id;
}

/** Large enough that some of the fee comes back with each. */
async function ask(app: TestApp, orderId: string, n: number): Promise<void> {
  const body = { merchant_refund_no: `R-${n}`, amount: 1_000 };
  const answer = await app.api(`/v1/orders/${orderId}/refunds`, { body });
  if (!answer.ok) throw new Error(`Refused: ${await answer.text()}`);
  await answer.text();
}
