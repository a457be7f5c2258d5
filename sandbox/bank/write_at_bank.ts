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
  sending: Sending,
): Promise<readonly BankNotice[]> {
  const kept: readonly KeptStep[] = steps.map(({ payment, what, noticesAt }) => {
    const { channelOrderNo: subjectNo, noticeUrl: url, version } = payment;
    return {
      entry: newEntry(deps, subjectNo, version, sending.now, what),
      payment,
      notices: noticesAt.map((at) =>
        newNotice(deps, { subjectNo, url, body: paymentNotice(payment, at), at }, sending)
      ),
    };
  });
  await writeAtBank(deps, deps.sandbox.keep(kept));
  return kept.flatMap((each) => each.notices).filter((each) => each.lease !== undefined);
}

interface NoticeFacts {
  readonly subjectNo: ChannelOrderNo;
  readonly url: string;
  readonly body: string;
  readonly at: Instant;
}

export interface Sending {
  readonly now: Instant;
  /** Notices due now belong to whoever has this, and to the job without it. */
  readonly lease?: string | undefined;
}

export function newNotice(
  deps: BankDeps,
  { subjectNo, url, body, at }: NoticeFacts,
  { now, lease }: Sending,
): BankNotice {
  const mine = at <= now ? lease : undefined;
  return {
    noticeId: token(deps),
    channelOrderNo: subjectNo,
    url,
    body,
    dueAt: at,
    attempts: 0,
    lease: mine,
    leasedUntil: mine === undefined ? now : after(now, NOTICE_LEASE),
  };
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
