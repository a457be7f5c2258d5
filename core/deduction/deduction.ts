import type { ChannelName } from "../channel/channel.ts";
import type { ChannelOrderNo, ContractId, DeductionId, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import { NOTICE_GRACE, QUERY_FOR_MAX } from "../payment/payment.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type BusinessDay, type Duration, type Instant } from "../time.ts";

export type DeductionState = "processing" | "succeeded" | "failed";
export type DeductionSignal = "sent" | "queried" | "queries_ended" | "succeeded" | "failed";

/** A deduction counts against the limits from the write that records it; a failure gives its amount back. */
export const deductionMachine: Machine<DeductionState, DeductionSignal> = {
  processing: {
    sent: "processing",
    queried: "processing",
    queries_ended: "processing",
    succeeded: "succeeded",
    failed: "failed",
  },
  succeeded: {},
  failed: { succeeded: "succeeded" },
};

/**
 * Why it failed: in the same terms as for payments, or because the contract ended or was suspended before the channel
 * was called.
 */
export type DeductionFailure = FailureReason | "contract_ended" | "contract_suspended";

/** A payment by contract. */
export interface Deduction {
  readonly deductionId: DeductionId;
  readonly contractId: ContractId;
  /** Who charges; with `merchantOrderNo` the natural key. */
  readonly merchantNo: MerchantNo;
  readonly merchantOrderNo: string;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly amount: Money;
  readonly subject: string;
  readonly state: DeductionState;
  readonly failure: DeductionFailure | undefined;
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  readonly channelTxnNo: string | undefined;
  /** The day whose limit it counts against, on the clock of the merchant the contract belongs to. */
  readonly day: BusinessDay;
  readonly createdAt: Instant;
  /** Committed before the channel is called; absent until then. */
  readonly sentAt: Instant | undefined;
  /**
   * When the channel is queried next, or the queries end; absent until it is sent, and after the queries have ended.
   */
  readonly queryAfter: Instant | undefined;
  readonly queries: number;
  /** When we stopped querying the channel: still unclear, and only a notice can settle it. */
  readonly queriesEndedAt: Instant | undefined;
  /** Polling earlier gives the same answer; absent once it has ended. */
  readonly nextPollAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly version: number;
}

export type DeductionAdvance =
  | { readonly type: "sent"; readonly at: Instant }
  | { readonly type: "queried"; readonly at: Instant }
  | { readonly type: "queries_ended"; readonly at: Instant }
  | { readonly type: "succeeded"; readonly at: Instant; readonly channelTxnNo: string }
  | { readonly type: "failed"; readonly at: Instant; readonly reason: DeductionFailure };

export type DeductionRefusal = {
  readonly code: "deduction_signal_refused";
  readonly deduction_id: DeductionId;
  readonly state: DeductionState;
  readonly signal: DeductionSignal;
};

/** The deduction after `signal`, one version later, or a refusal if the table has no such transition. */
export function advance(
  deduction: Deduction,
  signal: DeductionAdvance,
): Result<Deduction, DeductionRefusal> {
  const state = deductionMachine[deduction.state][signal.type];
  if (!state || !inTurn(deduction, signal)) {
    return rejected({
      code: "deduction_signal_refused",
      deduction_id: deduction.deductionId,
      state: deduction.state,
      signal: signal.type,
    });
  }
  const next = { ...deduction, state, version: deduction.version + 1 };
  const asked = { queryAfter: undefined, queriesEndedAt: undefined };
  const ended = { ...asked, nextPollAt: undefined, endedAt: signal.at };
  switch (signal.type) {
    case "sent":
      return ok({ ...next, sentAt: signal.at, queryAfter: after(signal.at, NOTICE_GRACE) });
    case "queried":
      return ok({ ...next, ...afterQuery(deduction, signal.at) });
    case "queries_ended":
      return ok({ ...next, queryAfter: undefined, queriesEndedAt: signal.at });
    case "succeeded":
      return ok({ ...next, ...ended, failure: undefined, channelTxnNo: signal.channelTxnNo });
    case "failed":
      return ok({ ...next, ...ended, failure: signal.reason });
  }
}

/** A charge is requested once, whatever happens to the answer; a charge that was never sent is not queried. */
function inTurn({ sentAt }: Deduction, { type }: DeductionAdvance): boolean {
  switch (type) {
    case "sent":
      return sentAt === undefined;
    case "queried":
    case "queries_ended":
      return sentAt !== undefined;
    case "succeeded":
    case "failed":
      return true;
  }
}

/** The same schedule as for payments: 5, 10, 20, 40 … minutes, for at most 24 hours; then the queries end. */
function afterQuery(
  deduction: Deduction,
  at: Instant,
): Pick<Deduction, "queries" | "queryAfter"> {
  const queries = deduction.queries + 1;
  const next = after(at, (NOTICE_GRACE * 2 ** queries) as Duration);
  const end = endOfQueries(deduction) ?? at;
  return { queries, queryAfter: next < end ? next : at < end ? end : at };
}

/** Whether what is due is the end of the queries and not a query. */
export function queriesAreOver(deduction: Deduction): boolean {
  const end = endOfQueries(deduction);
  return end !== undefined && deduction.queryAfter !== undefined && deduction.queryAfter >= end;
}

function endOfQueries({ sentAt }: Deduction): Instant | undefined {
  return sentAt === undefined ? undefined : after(sentAt, QUERY_FOR_MAX);
}
