import type { EventSpecs, Subject } from "../event_spec.ts";
import type { HoldId, SessionId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Cleared } from "./batch_transfers.ts";
import { clearingTotal, type Payout, type SettlementBatch } from "./settlement_batch.ts";

/** The hold that was in force when a batch was built, and what it had taken before; `holdId` undefined = none was. */
export interface HoldSeen {
  readonly holdId: HoldId | undefined;
  readonly taken: Money;
}

export type BatchEvent =
  | {
    readonly type: "settlement.built";
    readonly batch: SettlementBatch;
    readonly cleared: readonly Cleared[];
    readonly hold: HoldSeen;
  }
  | {
    readonly type: "settlement.sent" | "settlement.paid" | "settlement.returned";
    readonly batch: SettlementBatch;
    readonly payout: Payout;
    /** Whether the bank had paid it before. */
    readonly wasPaid: boolean;
    /** The session in which it was confirmed, which must still be open in the write; undefined where the bank's file says it. */
    readonly within: SessionId | undefined;
  };
type PayoutEvent = Exclude<BatchEvent, { readonly type: "settlement.built" }>;

export const batchEvents = {
  "settlement.built": {
    subject,
    data: ({ batch }) => batchResource(batch),
    holds: ({ batch, hold: { holdId, taken } }) => ({
      settlement_waiting_is: waitingOf(batch),
      hold_is: { merchantNo: batch.merchantNo, holdId, taken: taken.fen },
    }),
  },
  "settlement.sent": {
    subject,
    data,
    holds: ({ batch: { merchantNo, accountOf }, payout: { accountId }, within }) => ({
      ...open(within),
      ...(accountId ? { payout_allowed: { merchantNo, accountOf, accountId } } : {}),
    }),
  },
  "settlement.paid": { subject, data, holds: ({ within }) => open(within) },
  "settlement.returned": { subject, data, holds: ({ within }) => open(within) },
} satisfies EventSpecs<BatchEvent>;

function open(session_open: SessionId | undefined) {
  return session_open === undefined ? {} : { session_open };
}

function subject({ batch: { settlementId, version, merchantNo } }: BatchEvent): Subject {
  return { subjectId: settlementId, version, merchantNo };
}

/** All that it takes in must still wait in the write, and nothing else. */
function waitingOf(batch: SettlementBatch) {
  const { merchantNo, clearingDay: day, items, normal, error, madeUp, released } = batch;
  const fen = normal.amount.fen + error.amount.fen + madeUp.fen + released.fen;
  return { merchantNo, day, items, fen, fee: normal.fee.fen + error.fee.fen };
}

function data({ payout }: PayoutEvent) {
  const { payoutId, run, accountId, amount, state, paidOn, reference, returnedBecause } = payout;
  return {
    payout_id: payoutId,
    run,
    account_id: accountId,
    amount: amount.fen,
    state,
    paid_on: paidOn ?? null,
    reference: reference ?? null,
    returned_because: returnedBecause ?? null,
  };
}

function batchResource(batch: SettlementBatch) {
  const { settlementId, clearingDay, dueOn, normal, error, carriedIn, released, held } = batch;
  return {
    settlement_id: settlementId,
    merchant_no: batch.merchantNo,
    clearing_day: clearingDay,
    due_on: dueOn,
    normal_count: normal.count,
    error_count: error.count,
    clearing_total: clearingTotal(batch).fen,
    carried_in: carriedIn.fen,
    released: released.fen,
    held: held.fen,
    made_up: batch.madeUp.fen,
    paid: batch.paid.fen,
    carried_out: batch.carriedOut.fen,
  };
}
