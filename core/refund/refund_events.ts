import type { Fee } from "../fee/fee_of.ts";
import type { EventSpecs, Guards, Holds, Subject } from "../event_spec.ts";
import type { ScreenId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Payout } from "../settlement_batch/settlement_batch.ts";
import { businessDay, type Instant } from "../time.ts";
import { type Refund, refundedId } from "./refund.ts";
import { refundResource } from "./refund_resource.ts";

export interface RefundEvent {
  readonly type:
    | "refund.requested"
    | "refund.sent"
    | "refund.queried"
    | "refund.void_refused"
    | "refund.unclear"
    | "refund.succeeded"
    | "refund.failed"
    | "refund.undelivered"
    | "refund.resent"
    | "refund.payout_agreed"
    | "refund.payout_sent"
    | "refund.payout_refused"
    | "refund.delivered";
  readonly refund: Refund;
  /** Of what reached nobody: the money leaves the merchant, or the channel, only now. */
  readonly leaves?: { readonly merchant: boolean; readonly channel: boolean } | undefined;
  /** How it was delivered after all, and the line of what waited. */
  readonly delivered?: Delivered | undefined;
  /** What of it is at the bank, was paid, or came back. */
  readonly payout?: Payout | undefined;
  /** What of the fee its success gives back. */
  readonly returnedFee?: ReturnedFee | undefined;
  /** What was reserved when somebody looked at what is left, if it has to be that still. */
  readonly reservedSeen?: Money | undefined;
  /** Where it was asked for at a shop's till, on which day of the till's limit. */
  readonly atTill?: AtTill | undefined;
}

export interface Delivered {
  readonly way: "channel" | "bank";
  readonly line: number;
  /** What the channel owed for it is in transit since an earlier payout. */
  readonly isCleared?: boolean;
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
    holds: ({ refund, refund: { of, amount }, reservedSeen, atTill }) => ({
      ...(reservedSeen ? { refund_reserved_is: { of, fen: reservedSeen.fen } } : {}),
      ...(refund.cause === "merchant" ? { refund_covered: covered(refund) } : {}),
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
    holds: asSeen,
  },
  "refund.failed": { subject, data: resource, told: true },
  "refund.undelivered": { subject, data: resource, told: true, holds: asSeen },
  "refund.resent": { subject, data: step },
  "refund.payout_agreed": { subject, data: step },
  "refund.payout_sent": { subject, data: payoutStep },
  "refund.payout_refused": { subject, data: payoutStep },
  "refund.delivered": {
    subject,
    data: ({ refund, delivered }) => ({
      ...refundResource(refund),
      delivered_by: delivered?.way ?? null,
    }),
    told: true,
  },
} satisfies EventSpecs<RefundEvent>;

function subject({ refund: { refundId, version, merchantNo } }: RefundEvent): Subject {
  return { subjectId: refundId, version, merchantNo };
}

function asSeen({ refund: { of }, returnedFee }: RefundEvent): Holds {
  return returnedFee ? { refunded_is: { of, fen: returnedFee.refundedSeen.fen } } : {};
}

function tillLimit({ screenId, today }: AtTill, { fen }: Money): Guards["till_refunds_at_most"] {
  return { screenId, ...today, fen };
}

/** What was settled is not given back out of nothing. */
function covered(
  { of, amount, createdAt, merchantNo, settleMerchantNo: payee = merchantNo }: Refund,
): Guards["refund_covered"] {
  return { payee, paidId: refundedId({ of }), fen: amount.fen, day: businessDay(createdAt) };
}

function step({ refund }: RefundEvent) {
  const { orderId: order_id, deductionId: deduction_id } = refund.of;
  return { order_id, deduction_id, amount: refund.amount.fen };
}

function payoutStep(event: RefundEvent) {
  const { payoutId: payout_id, returnedBecause: returned_because } = event.payout ?? {};
  return { ...step(event), payout_id, returned_because };
}

function resource({ refund }: RefundEvent) {
  return refundResource(refund);
}
