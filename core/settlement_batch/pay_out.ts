import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { MerchantNo, PayoutId, ProposalId, SettlementId } from "../id.ts";
import type { PaidOutAct, PayOutAct, ReturnPayoutAct } from "../proposal/proposal.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { BatchEvent } from "./batch_events.ts";
import type { PaidRun, Payable } from "./batch_store.ts";
import { laterLine } from "./batch_transfers.ts";
import { batchMachine, type Payout, RUN_MAX, type SettlementBatch } from "./settlement_batch.ts";

export type PayOutRefusal =
  | { readonly code: "settlement_not_found" | "settlement_not_due"; readonly settlement_id: string }
  | { readonly code: "settlement_held"; readonly settlement_id: SettlementId }
  | { readonly code: "account_missing"; readonly merchant_no: MerchantNo }
  | { readonly code: "run_too_long"; readonly max: number }
  /** It has none that wait for the bank, or others than were seen. */
  | { readonly code: "run_changed"; readonly run: ProposalId }
  | { readonly code: "payout_not_found" | "payout_over"; readonly payout_id: PayoutId };

/** What gives batches to the bank, each to the account that is in force now, decided and not committed. */
export async function payingOut(
  deps: Deps,
  { batches }: PayOutAct,
  { run, here }: { readonly run: ProposalId; readonly here: SignedIn },
): Promise<Result<readonly (BatchEvent & Stamp)[], PayOutRefusal>> {
  if (batches.length > RUN_MAX) return rejected({ code: "run_too_long", max: RUN_MAX });
  const [found] = await deps.load(
    deps.settlementBatches.payables(batches.map(({ of }) => of)),
  );
  const byId = new Map(found.map((each) => [each.batch.settlementId, each]));
  const events: (BatchEvent & Stamp)[] = [];
  for (const { of, fen } of batches) {
    const checked = sendable(byId.get(of), { of, fen });
    if (!checked.ok) return checked;
    const { batch, accountId } = checked.value;
    const stamp = stampOf(deps, here);
    const payout: Payout = {
      payoutId: deps.newId("pyo"),
      settlementId: of,
      run,
      accountId,
      amount: batch.paid,
      state: "sent",
      sentAt: stamp.at,
      paidOn: undefined,
      reference: undefined,
      returnedBecause: undefined,
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
  { of, fen }: PayOutAct["batches"][number],
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
): Promise<Result<readonly (BatchEvent & Stamp)[], PayOutRefusal>> {
  const [found] = await deps.load(deps.settlementBatches.ofRun(run));
  const sent = found.filter(({ payout }) => payout.state === "sent");
  const total = sent.reduce((sum, { payout }) => sum + payout.amount.fen, 0);
  if (sent.length === 0 || sent.length !== count || total !== fen) {
    return rejected({ code: "run_changed", run });
  }
  return ok(sent.map(({ batch, payout }) => ({
    type: "settlement.paid" as const,
    batch: moved(batch, "paid"),
    payout: { ...payout, state: "paid" as const, paidOn, reference },
    wasPaid: false,
    ...stampOf(deps, here),
  })));
}

/** That the bank has given a payout back, before or after it had paid it, decided and not committed. */
export async function returningPayout(
  deps: Deps,
  { of, reason }: ReturnPayoutAct,
  here: SignedIn,
): Promise<Result<BatchEvent & Stamp, PayOutRefusal>> {
  const [found] = await deps.load(deps.settlementBatches.payoutById(of));
  if (!found) return rejected({ code: "payout_not_found", payout_id: of });
  const { batch, payout }: PaidRun = found;
  if (payout.state === "returned") return rejected({ code: "payout_over", payout_id: of });
  const wasPaid = payout.state === "paid";
  const returned = moved(batch, "returned");
  return ok({
    type: "settlement.returned",
    batch: wasPaid ? { ...returned, pendingLine: laterLine(returned.version) } : returned,
    payout: { ...payout, state: "returned", returnedBecause: reason },
    wasPaid,
    ...stampOf(deps, here),
  });
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
