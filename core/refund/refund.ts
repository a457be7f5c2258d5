import type { ChannelName } from "../channel/channel.ts";
import { asked, type Asking, type QuerySignal } from "../channel/query_ladder.ts";
import type {
  ChannelOrderNo,
  DeductionId,
  MerchantNo,
  OrderId,
  PaymentId,
  PayoutId,
  RefundId,
} from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export type RefundState = "requested" | "processing" | "succeeded" | "failed";
export type RefundSignalType =
  | "sent"
  | "queried"
  | "queries_ended"
  | "void_refused"
  | "succeeded"
  | "failed"
  | "undelivered"
  | "resent"
  | "payout_agreed"
  | "payout_sent"
  | "payout_refused"
  | "paid_out"
  | "payout_returned";

/**
 * A refund that the channel refused releases its reservation, so a failure is final. A void that it refused is sent again
 * as a refund. What the card's bank gives back, because the card is closed, has left the merchant and is still the
 * payer's: it is sent again, or paid to another account.
 */
export const refundMachine = {
  requested: { sent: "processing" },
  processing: {
    queried: "processing",
    queries_ended: "processing",
    void_refused: "requested",
    succeeded: "succeeded",
    failed: "failed",
    undelivered: "succeeded",
  },
  succeeded: {
    undelivered: "succeeded",
    resent: "requested",
    payout_agreed: "succeeded",
    payout_sent: "succeeded",
    payout_refused: "succeeded",
    paid_out: "succeeded",
    payout_returned: "succeeded",
  },
  failed: {},
} as const satisfies Machine<RefundState, RefundSignalType>;

/** What a refund gives back: an order's payment, or a deduction. */
export type Refunded =
  | { readonly orderId: OrderId; readonly paymentId: PaymentId; readonly deductionId?: undefined }
  | {
    readonly orderId?: undefined;
    readonly paymentId?: undefined;
    readonly deductionId: DeductionId;
  };

/** The payment or deduction whose money goes back. */
export function refundedId({ of }: Pick<RefundFacts, "of">): PaymentId | DeductionId {
  return of.deductionId ?? of.paymentId;
}

export interface RefundFacts {
  readonly refundId: RefundId;
  readonly of: Refunded;
  readonly merchantNo: MerchantNo;
  /** Where the money was settled that it gives back; undefined where that is `merchantNo` itself. */
  readonly settleMerchantNo: MerchantNo | undefined;
  /** Unique per merchant; for a refund of late money we use `late-<payment id>`. */
  readonly merchantRefundNo: string;
  readonly amount: Money;
  readonly reason: string | undefined;
  /** Who asked: the merchant, or we ourselves because the money arrived too late. */
  readonly cause: "merchant" | "late_payment";
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  /** Sent as a void of the payment itself, or refused as one; undefined where it never was one. */
  readonly voiding?: "sent" | "refused" | undefined;
  /** It has reached nobody (yet). */
  readonly stranded?: Stranded | undefined;
  /** Under what the bank has it that paid it to another account of the payer's. */
  readonly paidOutAs?: string | undefined;
  readonly createdAt: Instant;
  readonly version: number;
  /** The head of the chain of its steps, as of the last commit; empty before the first. The commit of a step moves it. */
  readonly chain: string;
}

/** What waits for its payer, and why. */
export interface Stranded {
  /** Of the transfer that is pending in the books until it is delivered. */
  readonly line: number;
  readonly since: Instant;
  readonly because: string;
  /** To which account two people decided to pay it, sealed. */
  readonly payout?: string | undefined;
  /** The payout that is at the bank. */
  readonly sentAs?: PayoutId | undefined;
}

/** Why it waits again after our bank had paid it: the money is ours to send, the channel has no part in it any more. */
export const PAYOUT_RETURNED = "payout_returned";

/** What the channel calls a card that takes no money any more. */
export const CARD_CLOSED = "card_closed";

export type RefundStanding =
  | { readonly state: "requested" }
  | (Asking & { readonly state: "processing"; readonly sentAt: Instant })
  | {
    readonly state: "succeeded";
    /** From then on it is not the merchant's any more. */
    readonly succeededAt: Instant;
    /** Undefined of what the channel refused because nobody can receive it. */
    readonly channelTxnNo: string | undefined;
  }
  | { readonly state: "failed"; readonly failedAt: Instant; readonly failure: string };

export type Refund = RefundFacts & RefundStanding;
export type SucceededRefund = Extract<Refund, { state: "succeeded" }>;

export type RefundSignal =
  | {
    readonly type: "sent";
    readonly at: Instant;
    readonly queryAfter: Instant;
    readonly asVoid?: boolean;
  }
  | QuerySignal
  /** Clearly. Nothing went back, and what is sent next has a number of its own. */
  | { readonly type: "void_refused"; readonly channelOrderNo: ChannelOrderNo }
  | { readonly type: "succeeded"; readonly at: Instant; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly at: Instant; readonly failure: string }
  | { readonly type: "undelivered"; readonly at: Instant; readonly because: string }
  | { readonly type: "resent"; readonly channelOrderNo: ChannelOrderNo }
  | { readonly type: "payout_agreed"; readonly payout: string }
  | { readonly type: "payout_sent"; readonly payoutId: PayoutId }
  | { readonly type: "payout_refused" }
  | { readonly type: "paid_out"; readonly reference: string }
  | { readonly type: "payout_returned"; readonly at: Instant };

export type RefundRefusal = {
  readonly code: "refund_signal_refused";
  readonly refund_id: RefundId;
  readonly state: RefundState;
  readonly signal: RefundSignalType;
};

/** The refund after `signal`, one version later, or a refusal if the table has no such transition. */
export function advance(refund: Refund, given: RefundSignal): Result<Refund, RefundRefusal> {
  const step = stepOf(refundMachine, refund, given);
  if (!step) return refused(refund, given);
  const facts = factsOf(refund);
  const { type, from, signal } = step;
  switch (type) {
    case "sent": {
      const { at: sentAt, queryAfter, asVoid } = signal;
      const asking = { queryAfter, queries: 0, queriesEndedAt: undefined };
      const voiding = asVoid ? "sent" : facts.voiding;
      return ok({ ...facts, voiding, state: "processing", sentAt, ...asking });
    }
    case "void_refused": {
      const { channelOrderNo } = signal;
      return ok({ ...facts, channelOrderNo, voiding: "refused", state: "requested" });
    }
    case "queried":
    case "queries_ended":
      return ok({ ...from, ...facts, ...asked(from, signal) });
    case "succeeded": {
      const { at: succeededAt, channelTxnNo } = signal;
      return ok({ ...facts, stranded: undefined, state: "succeeded", succeededAt, channelTxnNo });
    }
    case "undelivered": {
      if (isUndelivered(from) || facts.paidOutAs !== undefined) return refused(refund, given);
      const { at: since, because } = signal;
      const { line = strandedLine(facts.version) } = facts.stranded ?? {};
      const stranded = { line, since, because };
      const { succeededAt, channelTxnNo } = from.state === "succeeded"
        ? from
        : { succeededAt: since, channelTxnNo: undefined };
      return ok({ ...facts, stranded, state: "succeeded", succeededAt, channelTxnNo });
    }
    case "resent": {
      if (!mayResend(refund)) return refused(refund, given);
      const stranded = facts.stranded && { ...facts.stranded, payout: undefined };
      const { channelOrderNo } = signal;
      return ok({ ...facts, stranded, channelOrderNo, state: "requested" });
    }
    case "payout_agreed": {
      if (!facts.stranded || facts.stranded.sentAs) return refused(refund, given);
      return ok({ ...from, ...facts, stranded: { ...facts.stranded, payout: signal.payout } });
    }
    case "payout_sent": {
      if (facts.stranded?.payout === undefined || facts.stranded.sentAs) {
        return refused(refund, given);
      }
      return ok({ ...from, ...facts, stranded: { ...facts.stranded, sentAs: signal.payoutId } });
    }
    case "payout_refused": {
      if (!facts.stranded?.sentAs) return refused(refund, given);
      const { line, since, because } = facts.stranded;
      return ok({ ...from, ...facts, stranded: { line, since, because } });
    }
    case "paid_out": {
      if (!facts.stranded?.sentAs) return refused(refund, given);
      return ok({ ...from, ...facts, stranded: undefined, paidOutAs: signal.reference });
    }
    case "payout_returned": {
      if (facts.paidOutAs === undefined) return refused(refund, given);
      const line = strandedLine(facts.version);
      const stranded = { line, since: signal.at, because: PAYOUT_RETURNED };
      return ok({ ...from, ...facts, stranded, paidOutAs: undefined });
    }
    case "failed":
      return ok({ ...facts, state: "failed", failedAt: signal.at, failure: signal.failure });
  }
}

function refused({ refundId, state }: Refund, { type: signal }: RefundSignal) {
  const code = "refund_signal_refused" as const;
  return rejected({ code, refund_id: refundId, state, signal });
}

/** From here on a line of the books is numbered by the version that booked it. */
const STRANDED_LINES = 1_000;

function strandedLine(version: number): number {
  return STRANDED_LINES + version;
}

/** It has left the merchant, and nobody has it. */
export function isUndelivered(refund: Refund): boolean {
  return refund.state === "succeeded" && refund.stranded !== undefined;
}

/** By the channel, which still has the money. */
export function mayResend({ stranded }: Pick<Refund, "stranded">): boolean {
  return stranded !== undefined && !stranded.sentAs && stranded.because !== PAYOUT_RETURNED;
}

function factsOf(refund: Refund): RefundFacts {
  const { refundId, of, merchantNo, settleMerchantNo, merchantRefundNo, amount, reason } = refund;
  const { cause, channel, channelOrderNo, voiding, stranded, paidOutAs } = refund;
  const { createdAt, version, chain } = refund;
  return {
    refundId,
    of,
    merchantNo,
    settleMerchantNo,
    merchantRefundNo,
    amount,
    reason,
    cause,
    channel,
    channelOrderNo,
    voiding,
    stranded,
    paidOutAs,
    createdAt,
    version: version + 1,
    chain,
  };
}
