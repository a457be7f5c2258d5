import { rfc3339 } from "../time.ts";
import type { SentNotice } from "./deduction_notice.ts";

/** The message as the API shows it; amount in fen. */
export function deductionNoticeResource(notice: SentNotice) {
  return {
    deduction_notice_id: notice.noticeId,
    contract_id: notice.contractId,
    merchant_no: notice.merchantNo,
    amount: notice.amount.fen,
    currency: notice.amount.currency,
    subject: notice.subject,
    sent_at: rfc3339(notice.sentAt),
    chargeable_from: rfc3339(notice.chargeableFrom),
  };
}
