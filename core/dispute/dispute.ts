import type { ChannelName } from "../channel/channel.ts";
import type { ConsumerId, DeductionId, DisputeId, MerchantNo, PaymentId, RefundId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { type Money, noMoney } from "../money.ts";
import type { Refunded } from "../refund/refund.ts";
import { days, type Duration, type Instant } from "../time.ts";
import type { DisputeEvidence } from "./dispute_evidence.ts";
import type { DisputeFile } from "./dispute_file.ts";

export const disputeReasons = [
  "not_mine",
  "contract_ended",
  "wrong_amount",
  "charged_twice",
  "not_received",
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

export const disputeStates = [
  "open",
  "contested",
  "escalated",
  "accepted",
  "refunded",
  "declined",
  "lapsed",
  "withdrawn",
  "charged_back",
  "reversed",
] as const;
export type DisputeState = (typeof disputeStates)[number];

type DisputeSignal =
  | "contested"
  | "accepted"
  | "refunded"
  | "escalated"
  | "declined"
  | "lapsed"
  | "withdrawn"
  | "charged_back"
  | "partly_reversed"
  | "reversed";

/**
 * The merchant answers, the payer is content or takes it further, the institution decides. Whatever we decided, the
 * channel may take the money back, and give it again.
 */
export const disputeMachine = {
  open: {
    contested: "contested",
    accepted: "accepted",
    refunded: "refunded",
    escalated: "escalated",
    withdrawn: "withdrawn",
    charged_back: "charged_back",
  },
  contested: {
    accepted: "accepted",
    refunded: "refunded",
    escalated: "escalated",
    lapsed: "lapsed",
    withdrawn: "withdrawn",
    charged_back: "charged_back",
  },
  escalated: {
    contested: "escalated",
    accepted: "accepted",
    refunded: "refunded",
    declined: "declined",
    withdrawn: "withdrawn",
    charged_back: "charged_back",
  },
  accepted: { charged_back: "charged_back" },
  refunded: { charged_back: "charged_back" },
  declined: { charged_back: "charged_back" },
  lapsed: { charged_back: "charged_back" },
  withdrawn: { charged_back: "charged_back" },
  charged_back: {
    contested: "charged_back",
    charged_back: "charged_back",
    partly_reversed: "charged_back",
    reversed: "reversed",
  },
  reversed: { charged_back: "charged_back" },
} as const satisfies Machine<DisputeState, DisputeSignal>;

/** So long has the merchant to answer, then the payer to take it further, then the institution to decide. */
export const MERCHANT_DUE: Duration = days(7);
export const CONSUMER_DUE: Duration = days(14);
export const INSTITUTION_DUE: Duration = days(10);
/** So long before the merchant's time is over it is reminded. */
export const REMINDED_BEFORE: Duration = days(2);
/** What was paid longer ago is not disputed here; the payer's bank may still. */
export const DISPUTABLE_FOR: Duration = days(180);
export const ANSWER_CHARACTERS_MAX = 1_000;

interface DisputeFacts {
  readonly disputeId: DisputeId;
  readonly of: Refunded;
  readonly merchantNo: MerchantNo;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly merchantOrderNo: string;
  readonly channel: ChannelName;
  /** Undefined where only the channel knows. */
  readonly consumerId: ConsumerId | undefined;
  readonly openedBy: "consumer" | "channel";
  readonly reason: DisputeReason | "chargeback";
  /** What was left to refund when it was opened. */
  readonly amount: Money;
  readonly evidence: DisputeEvidence;
  /** What the merchant attached. */
  readonly files: readonly DisputeFile[];
  readonly createdAt: Instant;
  /** What the merchant says. */
  readonly answer: { readonly text: string; readonly at: Instant } | undefined;
  readonly escalatedAt: Instant | undefined;
  /** What the institution says. */
  readonly decision: string | undefined;
  /** The refund that was made because of it. */
  readonly refundId: RefundId | undefined;
  readonly chargedBack: Money;
  /** How often the channel took or gave. */
  readonly steps: number;
  readonly version: number;
}

type WaitingState = "open" | "contested" | "escalated";
type Waiting = {
  readonly state: WaitingState;
  /** By when whoever has the next word should have said it. */
  readonly dueAt: Instant;
  readonly remindedAt: Instant | undefined;
};
type Ended = {
  readonly state: Exclude<DisputeState, WaitingState>;
  readonly endedAt: Instant;
};
export type WaitingDispute = DisputeFacts & Waiting;
export type EndedDispute = DisputeFacts & Ended;
export type Dispute = WaitingDispute | EndedDispute;

/** The first state of one that a payer opens. */
export function opened(
  facts: Omit<
    DisputeFacts,
    | "files"
    | "answer"
    | "escalatedAt"
    | "decision"
    | "refundId"
    | "chargedBack"
    | "steps"
    | "version"
  >,
): DisputeFacts {
  return {
    ...facts,
    files: [],
    answer: undefined,
    escalatedAt: undefined,
    decision: undefined,
    refundId: undefined,
    chargedBack: noMoney,
    steps: 0,
    version: 1,
  };
}

/** Whether the table has a step by this signal. */
export function takes({ state }: Dispute, signal: DisputeSignal): boolean {
  const row: Readonly<Partial<Record<DisputeSignal, DisputeState>>> = disputeMachine[state];
  return row[signal] !== undefined;
}

/** What is said about it next goes on with these facts, one version later. */
export function nextFacts(dispute: Dispute): DisputeFacts {
  const { disputeId, of, merchantNo, settleMerchantNo, merchantOrderNo, channel } = dispute;
  const { consumerId, openedBy, reason, amount, evidence, files, createdAt, answer } = dispute;
  const { escalatedAt, decision, refundId, chargedBack, steps, version } = dispute;
  return {
    disputeId,
    of,
    merchantNo,
    settleMerchantNo,
    merchantOrderNo,
    channel,
    consumerId,
    openedBy,
    reason,
    amount,
    evidence,
    files,
    createdAt,
    answer,
    escalatedAt,
    decision,
    refundId,
    chargedBack,
    steps,
    version: version + 1,
  };
}

/** The payment or the deduction. */
export function subjectOf({ of }: Pick<Dispute, "of">): PaymentId | DeductionId {
  return of.deductionId ?? of.paymentId;
}

export function isWaiting(dispute: Dispute): dispute is WaitingDispute {
  return dispute.state === "open" || dispute.state === "contested" || dispute.state === "escalated";
}
