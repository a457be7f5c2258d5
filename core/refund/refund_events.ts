import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { ScreenId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
import type { Refund } from "./refund.ts";
import { refundResource } from "./refund_resource.ts";

export type RefundEvent =
  | {
    readonly type: "refund.requested";
    readonly refund: Refund;
    readonly atTill?: AtTill | undefined;
  }
  | {
    readonly type:
      | "refund.sent"
      | "refund.queried"
      | "refund.unclear"
      | "refund.succeeded"
      | "refund.failed";
    readonly refund: Refund;
  };

/** Where it was asked for at a shop's till: on which day of the till's limit, and what was left of the payment then. */
export interface AtTill {
  readonly screenId: ScreenId;
  readonly today: { readonly from: Instant; readonly to: Instant };
  readonly left: Money;
}

export const refundEvents = {
  "refund.requested": {
    subject,
    data: step,
    holds: ({ refund, atTill }) => atTill ? tillHolds(refund, atTill) : {},
  },
  "refund.sent": { subject, data: step },
  "refund.queried": { subject, data: step },
  "refund.unclear": { subject, data: resource, told: true },
  "refund.succeeded": { subject, data: resource, told: true },
  "refund.failed": { subject, data: resource, told: true },
} satisfies EventSpecs<RefundEvent>;

function subject({ refund: { refundId, version, merchantNo } }: RefundEvent): Subject {
  return { subjectId: refundId, version, merchantNo };
}

function tillHolds({ of, amount }: Refund, { screenId, today, left }: AtTill): Holds {
  return {
    till_refunds_at_most: { screenId, ...today, fen: amount.fen },
    ...(of.paymentId === undefined
      ? {}
      : { still_refundable: { paymentId: of.paymentId, fen: left.fen } }),
  };
}

function step({ refund }: RefundEvent) {
  const { orderId: order_id, deductionId: deduction_id } = refund.of;
  return { order_id, deduction_id, amount: refund.amount.fen };
}

function resource({ refund }: RefundEvent) {
  return refundResource(refund);
}
