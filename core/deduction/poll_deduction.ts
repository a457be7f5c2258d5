import type { Deps } from "../deps.ts";
import type { DeductionId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, between, type Instant, rfc3339 } from "../time.ts";
import type { UnitRows } from "../unit.ts";
import type { Deduction } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";
import {
  EARLY_POLLS_ANSWERED,
  EARLY_POLLS_UNTIL_BLOCK,
  judgePoll,
  POLL_BLOCK,
  type PollGuard,
} from "./poll_guard.ts";

export interface PollDeduction {
  readonly caller: Caller;
  readonly deductionId: DeductionId;
}

export type PollDeductionRefusal =
  | CallerRefusal
  | { readonly code: "deduction_not_found" }
  | {
    readonly code: "polled_too_often";
    readonly nextPollAt: Instant;
    readonly retry_after: number;
    readonly early_polls: number;
    /** So many early polls of one id, and it is blocked. */
    readonly blocked_at: number;
  }
  | {
    readonly code: "polling_blocked";
    readonly blocked_until: string;
    readonly retry_after: number;
  };

export interface PolledDeduction {
  readonly deduction: Deduction;
  readonly leftToday: Money;
}

/**
 * What is known of a deduction. Before `next_poll_at` the answer is the same as before; who keeps asking is refused,
 * then blocked for a while, on this id alone. One round trip once it has ended, two while it is processing.
 */
export async function pollDeduction(
  deps: Deps,
  { caller, deductionId }: PollDeduction,
): Promise<Result<PolledDeduction, PollDeductionRefusal>> {
  const ourNow = deps.now();
  const [merchant, found] = await deps.load(
    deps.merchants.calling(caller),
    deps.deductions.ownById(caller, deductionId, ourNow),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!found) return rejected({ code: "deduction_not_found" });

  const now = merchantNow(merchant, ourNow);
  const judged = judgePoll(found.deduction, found.guard, now);
  switch (judged.type) {
    case "ended":
      return ok(shown(found, undefined));
    case "blocked":
      return blocked(judged.until, now);
    case "in_time":
      await deps.write(deps.deductions.movePoll(deductionId, judged.nextPollAt));
      return ok(shown(found, judged.nextPollAt));
    case "early": {
      const guard = await countEarly(deps, found, now);
      if (guard.blockedUntil !== undefined && now < guard.blockedUntil) {
        return blocked(guard.blockedUntil, now);
      }
      if (guard.early <= EARLY_POLLS_ANSWERED) return ok(shown(found, judged.nextPollAt));
      return rejected({
        code: "polled_too_often",
        nextPollAt: judged.nextPollAt,
        retry_after: secondsUntil(judged.nextPollAt, now),
        early_polls: guard.early,
        blocked_at: EARLY_POLLS_UNTIL_BLOCK,
      });
    }
  }
}

function shown(found: FoundDeduction, nextPollAt: Instant | undefined): PolledDeduction {
  const { deduction, contract, usedToday } = found;
  return { deduction: { ...deduction, nextPollAt }, leftToday: leftOf(contract, usedToday) };
}

function blocked(until: Instant, now: Instant): Result<never, PollDeductionRefusal> {
  return rejected({
    code: "polling_blocked",
    blocked_until: rfc3339(until),
    retry_after: secondsUntil(until, now),
  });
}

/** Counted in the write, so that it is right for all processes together. */
async function countEarly(
  deps: Deps,
  { deduction, guard }: FoundDeduction,
  now: Instant,
): Promise<Pick<PollGuard, "early" | "blockedUntil">> {
  const counted = await deps.write(deps.deductions.countEarlyPoll(deduction.deductionId, {
    untilBlock: EARLY_POLLS_UNTIL_BLOCK,
    blockedUntil: after(now, POLL_BLOCK),
  }));
  const row = counted.type === "committed" ? firstRow(counted.rows) : undefined;
  if (!row) return { early: guard.early + 1, blockedUntil: undefined };
  return { early: Number(row["early"]), blockedUntil: Number(row["blocked_until"]) as Instant };
}

function firstRow(rows: UnitRows): UnitRows[number][number] | undefined {
  return rows[0]?.[0];
}

function secondsUntil(at: Instant, now: Instant): number {
  return Math.ceil(between(now, at) / 1_000);
}
