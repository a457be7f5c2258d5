import { type Actor, byStaff } from "../actor.ts";
import { joined } from "../bank_line/joined.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import {
  type MerchantNo,
  parseId,
  type PayoutId,
  type ProposalId,
  type SettlementId,
} from "../id.ts";
import type { PaidOutAct, PayOutAct, ReturnPayoutAct } from "../proposal/proposal.ts";
import { byHere, type StrandedRefundRefusal } from "../refund/deliver_refund.ts";
import { payingRefund, returningRefund, sendingRefund } from "../refund/pay_out_refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { BusinessDay } from "../time.ts";
import { type PaidRun, type Payable, payeeOf } from "./batch_store.ts";
import { laterLine } from "./batch_transfers.ts";
import { batchMachine, type Payout, RUN_MAX, type SettlementBatch } from "./settlement_batch.ts";

export type PayOutRefusal =
  | { readonly code: "settlement_not_found" | "settlement_not_due"; readonly settlement_id: string }
  | { readonly code: "settlement_held"; readonly settlement_id: SettlementId }
  | { readonly code: "account_missing"; readonly merchant_no: MerchantNo }
  | { readonly code: "run_too_long"; readonly max: number }
  /** It has none that wait for the bank, or others than were seen. */
  | { readonly code: "run_changed"; readonly run: ProposalId }
  | { readonly code: "payout_not_found" | "payout_over"; readonly payout_id: PayoutId }
  /** What came back under the bank's number was recorded before. */
  | { readonly code: "return_known"; readonly payout_id: PayoutId }
  | StrandedRefundRefusal;

/**
 * What gives batches and refunds to the bank, each batch to the account that is in force now, decided and not committed.
 */
export async function payingOut(
  deps: Deps,
  { batches }: PayOutAct,
  { run, here }: { readonly run: ProposalId; readonly here: SignedIn },
): Promise<Result<readonly DomainEvent[], PayOutRefusal>> {
  if (batches.length > RUN_MAX) return rejected({ code: "run_too_long", max: RUN_MAX });
  const [found] = await deps.load(
    deps.settlementBatches.payables(batches.flatMap(({ of }) => parseId("stl", of) ?? [])),
  );
  const byId = new Map(found.map((each) => [each.batch.settlementId, each]));
  const events: DomainEvent[] = [];
  for (const { of: id, fen } of batches) {
    const refundId = parseId("rfd", id);
    if (refundId) {
      const sending = await sendingRefund(deps, { of: refundId, fen }, { run, here });
      if (!sending.ok) return sending;
      events.push(...sending.value);
      continue;
    }
    const of = id as SettlementId;
    const checked = sendable(byId.get(of), { of, fen });
    if (!checked.ok) return checked;
    const { batch, accountId } = checked.value;
    const stamp = stampOf(deps, here);
    const payout: Payout = {
      payoutId: deps.newId("pyo"),
      settlementId: of,
      refundId: undefined,
      run,
      accountId,
      masked: undefined,
      amount: batch.paid,
      state: "sent",
      sentAt: stamp.at,
      paidOn: undefined,
      reference: undefined,
      returnedBecause: undefined,
      returnedAs: undefined,
    };
    events.push({
      type: "settlement.sent",
      batch: moved(batch, "sent"),
      payout,
      wasPaid: false,
      ...stamp,
    });
  }
  return ok(events);
}

function sendable(
  found: Payable | undefined,
  { of, fen }: { readonly of: SettlementId; readonly fen: number },
): Result<
  { readonly batch: SettlementBatch; readonly accountId: Payout["accountId"] },
  PayOutRefusal
> {
  if (!found) return rejected({ code: "settlement_not_found", settlement_id: of });
  const { batch, account, isHeld } = found;
  if (batch.state !== "due" || batch.paid.fen !== fen) {
    return rejected({ code: "settlement_not_due", settlement_id: of });
  }
  if (isHeld) return rejected({ code: "settlement_held", settlement_id: of });
  return account
    ? ok({ batch, accountId: account.accountId })
    : rejected({ code: "account_missing", merchant_no: batch.accountOf });
}

/** That the bank has paid all of a run that it has not given back, decided and not committed. */
export async function payingRun(
  deps: Deps,
  { of: run, reference, paidOn, count, fen }: PaidOutAct,
  here: SignedIn,
): Promise<Result<readonly DomainEvent[], PayOutRefusal>> {
  const [found] = await deps.load(deps.settlementBatches.ofRun(run));
  const sent = found.filter(({ payout }) => payout.state === "sent");
  const total = sent.reduce((sum, { payout }) => sum + payout.amount.fen, 0);
  if (sent.length === 0 || sent.length !== count || total !== fen) {
    return rejected({ code: "run_changed", run });
  }
  const by = byHere(here);
  const events: DomainEvent[] = [];
  for (const each of sent) {
    const paying = await payingPayout(deps, { found: each, paidOn, reference, by });
    if (!paying.ok) return paying;
    events.push(...paying.value);
  }
  return ok(events);
}

/** That the bank has paid one, as people or its file say; decided and not committed. */
export async function payingPayout(
  deps: Deps,
  { found: { batch, refund, payout: before }, paidOn, reference, by }: {
    readonly found: PaidRun;
    readonly paidOn: BusinessDay;
    readonly reference: string;
    readonly by: Actor;
  },
): Promise<Result<readonly DomainEvent[], PayOutRefusal>> {
  const payout: Payout = { ...before, state: "paid", paidOn, reference };
  if (!batch) return await payingRefund(deps, { refundId: refund.refundId, payout, by });
  return ok([{
    type: "settlement.paid",
    batch: moved(batch, "paid"),
    payout,
    wasPaid: false,
    within: by.type === "staff" ? by.within : undefined,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by,
  }]);
}

/** That the bank has given a payout back, before or after it had paid it, decided and not committed. */
export async function returningPayout(
  deps: Deps,
  { of, reason, reference }: ReturnPayoutAct,
  here: SignedIn,
): Promise<Result<readonly DomainEvent[], PayOutRefusal>> {
  const [found] = await deps.load(deps.settlementBatches.payoutById(of));
  if (!found) return rejected({ code: "payout_not_found", payout_id: of });
  const { payout: before, batch, refund } = found;
  if (before.state === "returned") return rejected({ code: "payout_over", payout_id: of });
  const wasPaid = before.state === "paid";
  const payout: Payout = {
    ...before,
    state: "returned",
    returnedBecause: reason,
    returnedAs: reference,
  };
  const back = reference === undefined ? ok([]) : await cameBack(deps, { found, reference, here });
  if (!back.ok) return back;
  if (batch) {
    const returned = returnedBatch(batch, wasPaid);
    const stamp = stampOf(deps, here);
    const event = { type: "settlement.returned", batch: returned, payout, wasPaid } as const;
    return ok([{ ...event, ...stamp }, ...back.value]);
  }
  const { refundId } = refund;
  const returning = await returningRefund(deps, { refundId, payout, wasPaid, by: byHere(here) });
  return returning.ok ? ok([...returning.value, ...back.value]) : returning;
}

/** The line of the bank's file that is what came back, where it is here already; one that comes later joins itself. */
async function cameBack(
  deps: Deps,
  { found, reference, here: { staff: { staffId } } }: {
    readonly found: PaidRun;
    readonly reference: string;
    readonly here: SignedIn;
  },
): Promise<Result<readonly DomainEvent[], PayOutRefusal>> {
  const { payoutId, amount: { fen } } = found.payout;
  const [known, merchant] = await deps.load(
    deps.settlementBatches.payoutReturnedAs(reference),
    deps.merchants.byNo(payeeOf(found)),
  );
  if (known) return rejected({ code: "return_known", payout_id: known.payout.payoutId });
  if (!merchant) return ok([]);
  const { mode } = merchant;
  const [line] = await deps.load(deps.bankLines.byReference({ reference, mode, fen }));
  return ok(line ? [joined(deps, { line, to: { payoutId }, by: byStaff(staffId) })] : []);
}

function returnedBatch(batch: SettlementBatch, wasPaid: boolean): SettlementBatch {
  const returned = moved(batch, "returned");
  return wasPaid ? { ...returned, pendingLine: laterLine(returned.version) } : returned;
}

function moved(batch: SettlementBatch, signal: "sent" | "paid" | "returned"): SettlementBatch {
  const row: Partial<Record<typeof signal, SettlementBatch["state"]>> = batchMachine[batch.state];
  const state = row[signal];
  if (!state) throw new TypeError(`Cannot be ${signal}: ${batch.settlementId} is ${batch.state}`);
  return { ...batch, state, version: batch.version + 1 };
}

function stampOf(deps: Deps, { staff: { staffId }, session }: SignedIn) {
  const at = deps.now();
  return { eventId: deps.newId("evt"), at, by: byStaff(staffId), within: session.sessionId };
}
