import type { Money } from "../money.ts";
import { rfc3339, rfc3339OrNull } from "../time.ts";
import { type Deduction, type DeductionFailure, isOpen, shownState } from "./deduction.ts";

/** The deduction as the API and webhooks show it; amounts in fen. */
export function deductionResource(deduction: Deduction, leftToday: Money) {
  const processing = deduction.state === "processing" ? deduction : undefined;
  return {
    deduction_id: deduction.deductionId,
    contract_id: deduction.contractId,
    merchant_no: deduction.merchantNo,
    merchant_order_no: deduction.merchantOrderNo,
    settle_merchant_no: deduction.settleMerchantNo ?? null,
    state: shownState(deduction),
    amount: deduction.amount.fen,
    refunded_amount: deduction.state === "succeeded" ? deduction.refunded.fen : 0,
    charged_back_amount: deduction.state === "succeeded" ? deduction.chargedBack.fen : 0,
    currency: deduction.amount.currency,
    subject: deduction.subject,
    arrear_id: deduction.arrearId ?? null,
    failure: deduction.state === "failed"
      ? { code: deduction.reason, detail: failureDetail(deduction.reason) }
      : null,
    left_today: leftToday.fen,
    queries_ended_at: rfc3339OrNull(processing?.queriesEndedAt),
    next_poll_at: isOpen(deduction) ? rfc3339(deduction.nextPollAt) : null,
    network_advance: advanceResource(deduction),
    channel_txn_no: deduction.state === "succeeded" ? deduction.channelTxnNo : null,
    created_at: rfc3339(deduction.createdAt),
  };
}

/** Null where the payer's own money paid. */
function advanceResource(deduction: Deduction) {
  const advance = deduction.state === "succeeded" ? deduction.advance : undefined;
  if (!advance) return null;
  const ended_at = advance.state === "outstanding" ? null : rfc3339(advance.endedAt);
  return { state: advance.state, ended_at };
}

function failureDetail(failure: DeductionFailure): string {
  switch (failure) {
    case "contract_ended":
      return "The contract ended before the charge was sent. Nothing was charged.";
    case "contract_suspended":
      return "The contract was suspended before the charge was sent. Nothing was charged.";
    case "merchant_not_active":
      return "The merchant number was suspended or closed before the charge was sent. Nothing was charged.";
    case "payer_blocked":
      return "This payer could no longer be charged before the charge was sent. Nothing was charged.";
    default:
      return `The channel answered: ${failure}`;
  }
}
