import { rfc3339, rfc3339OrNull } from "../time.ts";
import { type Arrear, nextRetryAt } from "./arrear.ts";

/** The arrear as the API and webhooks show it; the amount in fen. */
export function arrearResource(arrear: Arrear) {
  const owed = arrear.state === "owed" ? arrear : undefined;
  const settled = arrear.state === "settled" ? arrear : undefined;
  const waived = arrear.state === "waived" ? arrear : undefined;
  const by = settled?.settledBy;
  return {
    arrear_id: arrear.arrearId,
    deduction_id: arrear.deductionId,
    contract_id: arrear.contractId,
    merchant_no: arrear.merchantNo,
    merchant_order_no: arrear.merchantOrderNo,
    settle_merchant_no: arrear.settleMerchantNo ?? null,
    state: arrear.state,
    amount: arrear.amount.fen,
    currency: arrear.amount.currency,
    subject: arrear.subject,
    opened_at: rfc3339(arrear.openedAt),
    retry_times: arrear.retryTimes.map(rfc3339),
    next_retry_at: rfc3339OrNull(nextRetryAt(arrear)),
    retrying_deduction_id: owed?.retrying ?? null,
    retries_end: owed?.retriesEnd ?? null,
    order_id: arrear.orderId ?? null,
    settled_at: rfc3339OrNull(settled?.settledAt),
    settled_by: by?.by ?? null,
    settling_deduction_id: by && by.by !== "checkout" ? by.deductionId : null,
    settling_payment_id: by?.by === "checkout" ? by.paymentId : null,
    waived_at: rfc3339OrNull(waived?.waivedAt),
    waiver_reason: waived?.reason ?? null,
  };
}
