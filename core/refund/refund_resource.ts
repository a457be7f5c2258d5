import { rfc3339, rfc3339OrNull } from "../time.ts";
import { isUndelivered, type Refund } from "./refund.ts";

/** The refund as the API and webhooks show it; amount in fen. */
export function refundResource(refund: Refund) {
  return {
    refund_id: refund.refundId,
    order_id: refund.of.orderId ?? null,
    payment_id: refund.of.paymentId ?? null,
    deduction_id: refund.of.deductionId ?? null,
    merchant_no: refund.merchantNo,
    merchant_refund_no: refund.merchantRefundNo,
    // What reached nobody is not refunded yet, whoever has it.
    state: isUndelivered(refund) ? "processing" : refund.state,
    amount: refund.amount.fen,
    currency: refund.amount.currency,
    reason: refund.reason ?? null,
    cause: refund.cause,
    failure: refund.state === "failed" ? { code: refund.failure } : null,
    undelivered: refund.stranded
      ? { code: refund.stranded.because, since: rfc3339(refund.stranded.since) }
      : null,
    queries_ended_at: refund.state === "processing" ? rfc3339OrNull(refund.queriesEndedAt) : null,
    created_at: rfc3339(refund.createdAt),
  };
}
