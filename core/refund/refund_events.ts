import type { Fee } from "../fee/fee_of.ts";
import type { EventSpecs, Guards, Holds, Subject } from "../event_spec.ts";
import type { ScreenId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
import type { Refund } from "./refund.ts";
import { refundResource } from "./refund_resource.ts";

export interface RefundEvent {
  readonly type:
    | "refund.requested"
    | "refund.sent"
    | "refund.queried"
    | "refund.void_refused"
    | "refund.unclear"
    | "refund.succeeded"
    | "refund.failed";
  readonly refund: Refund;
  /** What of the fee its success gives back. */
  readonly returnedFee?: ReturnedFee | undefined;
  /** What was reserved when somebody looked at what is left, if it has to be that still. */
  readonly reservedSeen?: Money | undefined;
  /** Where it was asked for at a shop's till, on which day of the till's limit. */
  readonly atTill?: AtTill | undefined;
}

export interface ReturnedFee {
  readonly fee: Fee;
  /** What had gone back before it, which must still be so in the write. */
  readonly refundedSeen: Money;
}

interface AtTill {
  readonly screenId: ScreenId;
  readonly today: { readonly from: Instant; readonly to: Instant };
}

export const refundEvents = {
  "refund.requested": {
    subject,
    data: step,
    holds: ({ refund: { of, amount }, reservedSeen, atTill }) => ({
      ...(reservedSeen ? { refund_reserved_is: { of, fen: reservedSeen.fen } } : {}),
      ...(atTill ? { till_refunds_at_most: tillLimit(atTill, amount) } : {}),
    }),
  },
  "refund.sent": { subject, data: step },
  "refund.queried": { subject, data: step },
  "refund.void_refused": { subject, data: step },
  "refund.unclear": { subject, data: resource, told: true },
  "refund.succeeded": {
    subject,
    data: resource,
    told: true,
    holds: ({ refund: { of }, returnedFee }): Holds =>
      returnedFee ? { refunded_is: { of, fen: returnedFee.refundedSeen.fen } } : {},
  },
  "refund.failed": { subject, data: resource, told: true },
} satisfies EventSpecs<RefundEvent>;

function subject({ refund: { refundId, version, merchantNo } }: RefundEvent): Subject {
  return { subjectId: refundId, version, merchantNo };
}

function tillLimit({ screenId, today }: AtTill, { fen }: Money): Guards["till_refunds_at_most"] {
  return { screenId, ...today, fen };
}

function step({ refund }: RefundEvent) {
  const { orderId: order_id, deductionId: deduction_id } = refund.of;
  return { order_id, deduction_id, amount: refund.amount.fen };
}

function resource({ refund }: RefundEvent) {
  return refundResource(refund);
}
