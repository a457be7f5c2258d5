import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Payment } from "../payment/payment.ts";
import type { Order } from "./order.ts";
import { orderResource } from "./order_resource.ts";

export type OrderEvent =
  | { readonly type: "order.placed" | "order.closed" | "order.expired"; readonly order: Order }
  | {
    readonly type: "order.paid";
    readonly order: Extract<Order, { state: "paid" }>;
    readonly payment: Extract<Payment, { state: "succeeded" }>;
  };

export const orderEvents = {
  "order.placed": {
    subject,
    data: ({ order }) => ({ amount: order.amount.fen }),
    holds: ({ order }) => order.linkId === undefined ? {} : { link_active: order.linkId },
  },
  "order.paid": {
    subject,
    data: ({ order, payment }, publicUrl) => orderResource(order, payment, publicUrl),
    told: true,
  },
  "order.closed": { subject, data: ended, told: true },
  "order.expired": { subject, data: ended, told: true },
} satisfies EventSpecs<OrderEvent>;

function subject({ order: { orderId, version, merchantNo } }: OrderEvent): Subject {
  return { subjectId: orderId, version, merchantNo };
}

function ended({ order }: OrderEvent, publicUrl: string) {
  return orderResource(order, undefined, publicUrl);
}
