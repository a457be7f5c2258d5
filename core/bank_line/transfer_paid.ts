import type { Actor } from "../actor.ts";
import { nobodyListed } from "../block/listed_as.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { channelOrderNo, type EventId, type PaymentId } from "../id.ts";
import { advance as advanceOrder, type Order } from "../order/order.ts";
import type { LatePayment } from "../order/order_store.ts";
import { advance, sentPayment } from "../payment/payment.ts";
import type { Instant } from "../time.ts";

/** The steps by which a transfer pays an open order, from the attempt to the paid order, to be committed together. */
export function transferPaid(
  order: Order,
  late: readonly LatePayment[],
  given: {
    readonly paymentId: PaymentId;
    /** The bank's number of the transfer, or ours of its line. */
    readonly txnNo: string;
    readonly at: Instant;
    readonly newEventId: () => EventId;
    readonly by: Actor;
  },
): readonly DomainEvent[] {
  const { paymentId, txnNo, at, newEventId, by } = given;
  const sent = sentPayment({
    paymentId,
    orderId: order.orderId,
    merchantNo: order.merchantNo,
    amount: order.amount,
    method: "bank_transfer",
    flow: "bank_transfer",
    channel: "bank_transfer",
    channelOrderNo: channelOrderNo(paymentId),
    device: undefined,
    countsAgainst: undefined,
    createdAt: at,
  }, { at, queryAfter: at });
  const succeeded = advance(sent, {
    type: "succeeded",
    at,
    settles: true,
    channelTxnNo: txnNo,
    cardType: undefined,
    cardLastFour: undefined,
    cardDay: undefined,
    cardBlocked: false,
  });
  const paid = advanceOrder(order, { type: "paid", at, paymentId });
  if (!succeeded.ok || succeeded.value.state !== "succeeded") throw new TypeError("Cannot succeed");
  if (!paid.ok || paid.value.state !== "paid") throw new TypeError("Cannot pay an ended order");
  const step = (happening: EventBody): DomainEvent => ({
    ...happening,
    eventId: newEventId(),
    at,
    by,
  });
  const payment = succeeded.value;
  return [
    step({ type: "payment.sent", payment: sent, order }),
    step({ type: "payment.succeeded", payment, order, payer: nobodyListed, fee: undefined }),
    step({ type: "order.paid", order: paid.value, payment, late }),
  ];
}
