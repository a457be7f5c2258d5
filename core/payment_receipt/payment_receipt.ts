import type { ChannelName } from "../channel/channel.ts";
import type { PasskeySignature } from "../factor/passkey_signature.ts";
import {
  type ConsumerId,
  type ContractId,
  type DeductionId,
  type OrderId,
  parseId,
  type PaymentId,
  type RefundId,
} from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { MethodName } from "../method/payment_method.ts";
import type { Factor } from "../method/verification.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

/** What there is a receipt of, once it has succeeded. */
export type ReceiptSubject = PaymentId | DeductionId | RefundId;

/** What somebody paid, was charged or got back, as it stands now. Nothing in it changes later; refunds are added. */
export interface PaymentReceipt {
  readonly subjectId: ReceiptSubject;
  /** Of a refund, what it gave back. */
  readonly refundOf: PaymentId | DeductionId | undefined;
  readonly consumerId: ConsumerId | undefined;
  readonly merchant: Merchant;
  /** As the merchant was called when it was paid. */
  readonly payee: string;
  readonly amount: Money;
  readonly succeededAt: Instant;
  /** Undefined of a deduction. */
  readonly orderId: OrderId | undefined;
  readonly merchantOrderNo: string;
  readonly subject: string;
  /** Undefined of a deduction: its contract says how. */
  readonly method: MethodName | undefined;
  readonly contract: { readonly contractId: ContractId; readonly signedAt: Instant } | undefined;
  /** Masked; undefined where no card is known. */
  readonly card: string | undefined;
  /** A refund whose card takes no money any more was paid to another account of the payer's. */
  readonly paidOut: boolean;
  readonly channel: ChannelName;
  readonly channelTxnNo: string | undefined;
  /** What its payer showed us; undefined where the channel verified them, or a contract allowed it. */
  readonly factors: readonly Factor[] | undefined;
  readonly signature: PasskeySignature | undefined;
  readonly paidByPayer: Money | undefined;
  readonly refunded: Money;
  readonly chargedBack: Money;
  /** Newest first. */
  readonly refunds: readonly RefundSoFar[];
}

export interface RefundSoFar {
  readonly refundId: RefundId;
  readonly amount: Money;
  readonly succeededAt: Instant;
  /** False of what has left the merchant and reached nobody yet: it has no receipt. */
  readonly delivered: boolean;
}

export type ReceiptKind = "payment" | "deduction" | "refund";

export function kindOf({ subjectId }: Pick<PaymentReceipt, "subjectId">): ReceiptKind {
  if (subjectId.startsWith("pay_")) return "payment";
  return subjectId.startsWith("ded_") ? "deduction" : "refund";
}

export function parseReceiptSubject(text: string): ReceiptSubject | undefined {
  return parseId("pay", text) ?? parseId("ded", text) ?? parseId("rfd", text);
}
