import type { ChannelName } from "../channel/channel.ts";
import { asked, type Asking, type QuerySignal } from "../channel/query_ladder.ts";
import type { ArrearId, ChannelOrderNo, ContractId, DeductionId, MerchantNo } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import { type Money, noMoney } from "../money.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { AdvanceEnd, NetworkAdvance } from "./network_advance.ts";

export type DeductionState = "requested" | "processing" | "succeeded" | "failed";
export type DeductionSignal =
  | "sent"
  | "queried"
  | "queries_ended"
  | "succeeded"
  | "failed"
  | "advance_ended";

/**
 * A deduction counts against the limits from the write that records it; a failure gives its amount back. A charge is
 * asked for once, whatever becomes of the answer; what was never sent is not asked about.
 */
export const deductionMachine = {
  requested: { sent: "processing", succeeded: "succeeded", failed: "failed" },
  processing: {
    queried: "processing",
    queries_ended: "processing",
    succeeded: "succeeded",
    failed: "failed",
  },
  /** What the network advanced comes to an end, once. */
  succeeded: { advance_ended: "succeeded" },
  failed: { succeeded: "succeeded" },
} as const satisfies Machine<DeductionState, DeductionSignal>;

/**
 * Why it failed: in the same terms as for payments, or because the contract ended, it or a merchant number of the charge
 * was suspended, or whoever pays was blocked, before the channel was called.
 */
export type DeductionFailure =
  | FailureReason
  | "contract_ended"
  | "contract_suspended"
  | "merchant_not_active"
  | "payer_blocked";

/** A payment by contract. */
export interface DeductionFacts {
  readonly deductionId: DeductionId;
  readonly contractId: ContractId;
  /** Who charges; with `merchantOrderNo` the natural key. */
  readonly merchantNo: MerchantNo;
  readonly merchantOrderNo: string;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly amount: Money;
  readonly subject: string;
  /** What it tries again; undefined of a merchant's own charge. */
  readonly arrearId?: ArrearId | undefined;
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  /** The day whose limit it counts against, on the clock of the merchant the contract belongs to. */
  readonly day: BusinessDay;
  readonly createdAt: Instant;
  readonly version: number;
}

export type DeductionStanding =
  | { readonly state: "requested"; readonly nextPollAt: Instant }
  | (Asking & {
    readonly state: "processing";
    /** Committed before the channel is asked. */
    readonly sentAt: Instant;
    /** Asking us earlier gives the same answer. */
    readonly nextPollAt: Instant;
  })
  | {
    readonly state: "succeeded";
    readonly succeededAt: Instant;
    readonly channelTxnNo: string;
    /** Refunds requested and not failed; never above `amount`. */
    readonly refundReserved: Money;
    /** Refunds that succeeded. */
    readonly refunded: Money;
    /** As for a payment. */
    readonly chargedBack: Money;
    /** Absent where the payer's own money paid. */
    readonly advance?: NetworkAdvance | undefined;
  }
  | {
    readonly state: "failed";
    readonly failedAt: Instant;
    readonly reason: DeductionFailure;
  };

export type Deduction = DeductionFacts & DeductionStanding;

export type DeductionAdvance =
  | { readonly type: "sent"; readonly at: Instant; readonly queryAfter: Instant }
  | QuerySignal
  | {
    readonly type: "succeeded";
    readonly at: Instant;
    readonly channelTxnNo: string;
    readonly advanced?: boolean;
  }
  | { readonly type: "failed"; readonly at: Instant; readonly reason: DeductionFailure }
  | { readonly type: "advance_ended"; readonly at: Instant; readonly end: AdvanceEnd };

export type DeductionRefusal = {
  readonly code: "deduction_signal_refused";
  readonly deduction_id: DeductionId;
  readonly state: DeductionState;
  readonly signal: DeductionSignal;
};

/** The deduction after `signal`, one version later, or a refusal if the table has no such transition. */
export function advance(
  deduction: Deduction,
  given: DeductionAdvance,
): Result<Deduction, DeductionRefusal> {
  const step = stepOf(deductionMachine, deduction, given);
  if (!step) return refused(deduction, given.type);
  const facts = factsOf(deduction);
  const { type, from, signal } = step;
  switch (type) {
    case "sent": {
      const { at: sentAt, queryAfter } = signal;
      const asking = { queryAfter, queries: 0, queriesEndedAt: undefined };
      const { nextPollAt } = from;
      return ok({ ...facts, state: "processing", sentAt, ...asking, nextPollAt });
    }
    case "queried":
    case "queries_ended":
      return ok({ ...from, ...facts, ...asked(from, signal) });
    case "succeeded": {
      const { at: succeededAt, channelTxnNo, advanced } = signal;
      const unrefunded = { refundReserved: noMoney, refunded: noMoney, chargedBack: noMoney };
      const advance = advanced ? { state: "outstanding" } as const : undefined;
      return ok({
        ...facts,
        state: "succeeded",
        succeededAt,
        channelTxnNo,
        ...unrefunded,
        advance,
      });
    }
    case "advance_ended": {
      if (from.advance?.state !== "outstanding") return refused(deduction, type);
      const advance = { state: signal.end, endedAt: signal.at };
      return ok({ ...from, ...facts, advance });
    }
    case "failed":
      return ok({ ...facts, state: "failed", failedAt: signal.at, reason: signal.reason });
  }
}

function refused({ deductionId, state }: Deduction, signal: DeductionSignal) {
  const code = "deduction_signal_refused" as const;
  return rejected({ code, deduction_id: deductionId, state, signal });
}

function factsOf(deduction: Deduction): DeductionFacts {
  const { deductionId, contractId, merchantNo, merchantOrderNo, settleMerchantNo } = deduction;
  const { amount, subject, arrearId, channel, channelOrderNo, day, createdAt, version } = deduction;
  return {
    deductionId,
    contractId,
    merchantNo,
    merchantOrderNo,
    settleMerchantNo,
    amount,
    subject,
    arrearId,
    channel,
    channelOrderNo,
    day,
    createdAt,
    version: version + 1,
  };
}

/** What merchants and consumers see: whether the channel was asked already is our business. */
export type ShownDeductionState = Exclude<DeductionState, "requested">;

export function shownState({ state }: Deduction): ShownDeductionState {
  return state === "requested" ? "processing" : state;
}

/** Recorded or sent, and without a result. */
export type OpenDeduction = Extract<Deduction, { state: "requested" | "processing" }>;

export function isOpen(deduction: Deduction): deduction is OpenDeduction {
  return deduction.state === "requested" || deduction.state === "processing";
}

/** The deduction to show to whoever polled it in this moment: when asking it again would give something new. */
export function polled(deduction: Deduction, nextPollAt: Instant | undefined): Deduction {
  return nextPollAt !== undefined && isOpen(deduction) ? { ...deduction, nextPollAt } : deduction;
}
