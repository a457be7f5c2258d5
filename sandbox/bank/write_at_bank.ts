import { assertCommitted, conflictOf } from "../../core/conflict.ts";
import type { BankDeps } from "./bank_deps.ts";
import type { ChannelOrderNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { after, type Instant } from "../../core/time.ts";
import type { Unit } from "../../core/unit.ts";
import { type BankNotice, NOTICE_LEASE, paymentNotice } from "./bank_notice.ts";
import type { BankStep } from "./bank_payment.ts";
import type { BankEntry } from "./bank_entry.ts";
import type { KeptStep } from "./bank_store.ts";

/** Writes what happened at the bank. Throws Conflict when something else happened first. */
export async function writeAtBank(deps: BankDeps, unit: Unit): Promise<void> {
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
  await writeAtBank(deps, deps.bank.keep(kept));
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
  const conflict = await conflictOf(writeAtBank(deps, deps.bank.neverArrived(entry)));
  if (!conflict) return;
  const [arrived] = await deps.load(find);
  if (arrived) throw conflict;
}

export function newEntry(
  deps: BankDeps,
  subjectNo: ChannelOrderNo,
  version: number,
  at: Instant,
  what: string,
): BankEntry {
  return { entryId: token(deps), subjectNo, version, at, what };
}

/** 128 random bits as 22 characters that are safe in a URL. */
export function token(deps: Pick<BankDeps, "random">): string {
  return deps.random(16).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** A bank's transaction number: 21 digits that mean nothing. */
export function newTxnNo(deps: Pick<BankDeps, "random">): string {
  return [...deps.random(21)].map((byte) => byte % 10).join("");
}
