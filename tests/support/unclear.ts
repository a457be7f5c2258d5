import { channelOrderNo, type OrderId, parseId } from "../../core/id.ts";
import { after, minutes } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import type { TestApp } from "./test_app.ts";

/** A refund of so many fen that the sandbox bank never speaks of. */
export const NEVER = 800_003;
/** Minutes after sending: the questions, and the end of asking. */
export const MOMENTS = [5, 15, 35, 75, 155, 315, 635, 1_275, 1_440];

const WEEK_SECONDS = 7 * 24 * 3_600;

export async function unclearPayment(portal: TestApp) {
  const orderId = await placed(portal, 8_800);
  await played(portal, orderId, "unclear");
  const [[payment]] = await portal.deps.load(portal.deps.payments.ofOrder(orderId));
  if (!payment) throw new Error("Expected a payment");
  return { orderId, paymentId: payment.paymentId, channelOrderNo: payment.channelOrderNo };
}

export async function unclearRefund(portal: TestApp) {
  const orderId = await placed(portal, 1_000_000);
  await played(portal, orderId, "succeeded");
  const asked = await portal.api(`/v1/orders/${orderId}/refunds`, {
    body: { merchant_refund_no: "R-1", amount: NEVER },
  });
  const refundId = parseId("rfd", (await asked.json()).refund_id);
  if (!refundId) throw new Error("Expected a refund");
  await portal.settle();
  return { refundId, orderId, channelOrderNo: channelOrderNo(refundId) };
}

async function placed(portal: TestApp, amount: number): Promise<OrderId> {
  const body = { merchant_order_no: "T-1", amount, subject: "茶", expires_in: WEEK_SECONDS };
  const orderId = parseId(
    "ord",
    (await (await portal.api("/v1/orders", { body })).json()).order_id,
  );
  if (!orderId) throw new Error("Expected an order");
  return orderId;
}

async function played(portal: TestApp, orderId: OrderId, outcome: string): Promise<void> {
  await portal.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
}

/** Lets the moments come, each that many minutes after the money was sent. */
export async function pass({ clock, settle }: TestApp, moments: readonly number[]): Promise<void> {
  for (const moment of moments) {
    clock.set(after(START, minutes(moment)));
    await settle();
  }
}
