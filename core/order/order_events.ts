import { both, type EventSpecs, type Subject } from "../event_spec.ts";
import type { Payment } from "../payment/payment.ts";
import type { Order } from "./order.ts";
import { orderResource } from "./order_resource.ts";
import type { LatePayment } from "./order_store.ts";

export type OrderEvent =
  | { readonly type: "order.placed"; readonly order: Order }
  | {
    readonly type: "order.closed" | "order.expired";
    readonly order: Order;
    /** Money that had come over its card's day and gone back. */
    readonly late: readonly LatePayment[];
  }
  | {
    readonly type: "order.paid";
    readonly order: Extract<Order, { state: "paid" }>;
    readonly payment: Extract<Payment, { state: "succeeded" }>;
    readonly late: readonly LatePayment[];
  };

type Ended = Extract<OrderEvent, { type: "order.closed" | "order.expired" }>;

export const orderEvents = {
  "order.placed": {
    subject,
    data: ({ order }) => ({ amount: order.amount.fen }),
    holds: ({ order: { merchantNo, settleMerchantNo, linkId } }) => ({
      merchants_active: both(merchantNo, settleMerchantNo),
      ...(linkId === undefined ? {} : { link_active: linkId }),
    }),
  },
  "order.paid": {
    subject,
    data: ({ order, payment, late }, publicUrl) => orderResource(order, payment, publicUrl, late),
    told: true,
  },
  "order.closed": { subject, data: ended, told: true },
  "order.expired": { subject, data: ended, told: true },
} satisfies EventSpecs<OrderEvent>;

function subject({ order: { orderId, version, merchantNo } }: OrderEvent): Subject {
  return { subjectId: orderId, version, merchantNo };
}

function ended({ order, late }: Ended, publicUrl: string) {
  return orderResource(order, undefined, publicUrl, late);
}
