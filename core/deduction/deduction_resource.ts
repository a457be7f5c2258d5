import type { Money } from "../money.ts";
import { rfc3339 } from "../time.ts";
import type { Deduction, DeductionFailure } from "./deduction.ts";

/** The deduction as the API and webhooks show it; amounts in fen. */
export function deductionResource(deduction: Deduction, leftToday: Money) {
  return {
    deduction_id: deduction.deductionId,
    contract_id: deduction.contractId,
    merchant_no: deduction.merchantNo,
    merchant_order_no: deduction.merchantOrderNo,
    settle_merchant_no: deduction.settleMerchantNo ?? null,
    state: deduction.state,
    amount: deduction.amount.fen,
    currency: deduction.amount.currency,
    subject: deduction.subject,
    failure: deduction.failure === undefined
      ? null
      : { code: deduction.failure, detail: failureDetail(deduction.failure) },
    left_today: leftToday.fen,
    queries_ended_at: deduction.queriesEndedAt === undefined
      ? null
      : rfc3339(deduction.queriesEndedAt),
    next_poll_at: deduction.nextPollAt === undefined ? null : rfc3339(deduction.nextPollAt),
    channel_txn_no: deduction.channelTxnNo ?? null,
    created_at: rfc3339(deduction.createdAt),
  };
}

function failureDetail(failure: DeductionFailure): string {
  switch (failure) {
    case "contract_ended":
      return "The contract ended before the charge was sent. Nothing was charged.";
    case "contract_suspended":
      return "The contract was suspended before the charge was sent. Nothing was charged.";
    default:
      return `The channel answered: ${failure}`;
  }
}
