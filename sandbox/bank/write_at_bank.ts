import { assertCommitted, conflictOf } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { after, type Instant } from "../../core/time.ts";
import type { Unit } from "../../core/unit.ts";
import { type BankNotice, NOTICE_LEASE, paymentNotice } from "./bank_notice.ts";
import type { BankStep } from "./bank_payment.ts";
import type { BankEntry, KeptStep, SandboxStore } from "./sandbox_store.ts";

/** Deps of a deployment with the simulated bank. */
export type BankDeps = Deps & { readonly sandbox: SandboxStore };

export function hasBank(deps: Deps): deps is BankDeps {
  return deps.config.sandbox && deps.sandbox !== undefined;
}

/** Records what happened at the bank. Throws Conflict when something else came first. */
export async function writeAtBank(deps: Deps, unit: Unit): Promise<void> {
  assertCommitted(await deps.write(unit));
}

/**
 * Stores steps of one payment with the notices they cause, in one unit. With `lease` the notices that are due now
 * already belong to the caller, who sends them; without it, the job sends them.
 */
export async function keepSteps(
  deps: BankDeps,
  steps: readonly BankStep[],
  { now, lease }: { readonly now: Instant; readonly lease?: string | undefined },
): Promise<readonly BankNotice[]> {
  const kept: readonly KeptStep[] = steps.map((step) => ({
    entry: newEntry(deps, step.payment.channelOrderNo, step.payment.version, now, step.what),
    payment: step.payment,
    notices: step.noticesAt.map((dueAt) => {
      const mine = dueAt <= now ? lease : undefined;
      return {
        noticeId: token(deps),
        channelOrderNo: step.payment.channelOrderNo,
        url: step.payment.noticeUrl,
        body: paymentNotice(step.payment, dueAt),
        dueAt,
        attempts: 0,
        lease: mine,
        leasedUntil: mine === undefined ? now : after(now, NOTICE_LEASE),
      };
    }),
  }));
  await writeAtBank(deps, deps.sandbox.keep(kept));
  return kept.flatMap((each) => each.notices).filter((each) => each.lease !== undefined);
}

/**
 * A payment that was queried before it arrived is refused from now on: otherwise "not found" could become a payment
 * later. Throws Conflict when it has just arrived.
 */
export async function turnAway(
  deps: BankDeps,
  no: ChannelOrderNo,
  find: Query<object | undefined>,
): Promise<void> {
  const entry = newEntry(deps, no, 1, deps.now(), "not_found");
  const conflict = await conflictOf(writeAtBank(deps, deps.sandbox.neverArrived(entry)));
  if (!conflict) return;
  const [arrived] = await deps.load(find);
  if (arrived) throw conflict;
}

export function newEntry(
  deps: Deps,
  subjectNo: ChannelOrderNo,
  version: number,
  at: Instant,
  what: string,
): BankEntry {
  return { entryId: token(deps), subjectNo, version, at, what };
}

/** 128 random bits as 22 URL-safe characters. */
export function token(deps: Pick<Deps, "random">): string {
  return deps.random(16).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** A bank's transaction number: 21 digits without meaning. */
export function newTxnNo(deps: Pick<Deps, "random">): string {
  return [...deps.random(21)].map((byte) => byte % 10).join("");
}
