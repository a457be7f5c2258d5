import type { PaymentOutcome } from "../outcome.ts";
import type { PaymentAnswer } from "./messages.ts";

/** The bank's answer about money in our terms; no usable answer is `unclear`. */
export function paymentOutcome(answer: PaymentAnswer | undefined): PaymentOutcome {
  switch (answer?.state) {
    case undefined:
    case "waiting":
      return { type: "unclear" };
    case "paid":
      return {
        type: "succeeded",
        channelTxnNo: answer.txn_no,
        cardType: answer.card_type,
        cardLastFour: answer.card_last_four,
        cardToken: answer.card_token,
        advanced: answer.advanced,
      };
    case "declined":
      return { type: "failed", reason: answer.reason };
    case "cancelled":
      return { type: "failed", reason: "cancelled_by_payer" };
    case "expired":
      return { type: "failed", reason: "expired_at_channel" };
    case "not_found":
      return { type: "failed", reason: "unknown_at_channel" };
  }
}
