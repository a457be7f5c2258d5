import type { Contract } from "../contract/contract.ts";
import type { Deduction } from "../deduction/deduction.ts";
import type { SentNotice } from "../deduction/deduction_notice.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import { type Instant, rfc3339, rfc3339OrNull } from "../time.ts";

/** What was on record when a dispute was opened, as it is kept and shown; amounts in fen. */
export interface DisputeEvidence {
  readonly subject: string;
  readonly amount: number;
  readonly created_at: string;
  readonly paid_at: string;
  readonly channel_txn_no: string;
  /** Of an order's payment: how it was paid. */
  readonly payment: {
    readonly method: string;
    readonly flow: string;
    readonly card_last_four: string | null;
  } | null;
  /** Of a deduction: what the payer agreed to, and under which evidence. */
  readonly contract: {
    readonly contract_id: string;
    readonly title: string;
    readonly signed_at: string;
    readonly per_transaction_limit: number;
    readonly per_day_limit: number;
    readonly card: string;
    readonly expires_at: string | null;
    /** The head of the chain of what happened to the contract, which its signed evidence begins. */
    readonly chain: string;
    /** Of the JWS that the payer's signature is in, as it is kept; missing where the dispute is older than this. */
    readonly evidence_sha256?: string | null;
  } | null;
  /** Of a deduction of a periodic plan: the message that went before it. */
  readonly notice: {
    readonly deduction_notice_id: string;
    readonly amount: number;
    readonly sent_at: string;
    readonly chargeable_from: string;
  } | null;
  /** Of a deduction whose payer asked to be told after each: the message that they got. */
  readonly charge_notice?: { readonly sent_at: string } | null;
}

/** What besides itself is on record about a deduction. */
export interface DeductionRecords {
  readonly contract: Contract;
  /** SHA-256 of the contract's signed evidence. */
  readonly evidenceDigest: string | undefined;
  readonly notice: SentNotice | undefined;
  /** When its payer was told that it was made. */
  readonly toldAt: Instant | undefined;
}

export type PaidPayment = Extract<Payment, { readonly state: "succeeded" }>;
export type PaidDeduction = Extract<Deduction, { readonly state: "succeeded" }>;

export function evidenceOfPayment(order: Order, payment: PaidPayment): DisputeEvidence {
  const { method, flow, cardLastFour, succeededAt, channelTxnNo } = payment;
  return {
    subject: order.subject,
    amount: payment.amount.fen,
    created_at: rfc3339(order.createdAt),
    paid_at: rfc3339(succeededAt),
    channel_txn_no: channelTxnNo,
    payment: { method, flow, card_last_four: cardLastFour ?? null },
    contract: null,
    notice: null,
    charge_notice: null,
  };
}

export function evidenceOfDeduction(
  deduction: PaidDeduction,
  { contract, evidenceDigest, notice, toldAt }: DeductionRecords,
): DisputeEvidence {
  return {
    subject: deduction.subject,
    amount: deduction.amount.fen,
    created_at: rfc3339(deduction.createdAt),
    paid_at: rfc3339(deduction.succeededAt),
    channel_txn_no: deduction.channelTxnNo,
    payment: null,
    contract: {
      contract_id: contract.contractId,
      title: contract.title,
      signed_at: rfc3339(contract.signedAt),
      per_transaction_limit: contract.perTransactionLimit.fen,
      per_day_limit: contract.perDayLimit.fen,
      card: contract.cardLabel,
      expires_at: rfc3339OrNull(contract.expiresAt),
      chain: contract.chain,
      evidence_sha256: evidenceDigest ?? null,
    },
    notice: notice
      ? {
        deduction_notice_id: notice.noticeId,
        amount: notice.amount.fen,
        sent_at: rfc3339(notice.sentAt),
        chargeable_from: rfc3339(notice.chargeableFrom),
      }
      : null,
    charge_notice: toldAt === undefined ? null : { sent_at: rfc3339(toldAt) },
  };
}
