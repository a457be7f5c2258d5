import type { FailureReason } from "../channel/failure_reason.ts";
import type { DeductionId, PaymentId, RefundId } from "../id.ts";

/** What may stay unclear at a channel for good. */
export type UnclearId = PaymentId | RefundId | DeductionId;

/** What really happened at the channel, as two people found out. */
export type Finding =
  | { readonly type: "succeeded"; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly reason: FailureReason };
