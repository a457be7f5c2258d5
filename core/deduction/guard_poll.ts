import type { Deps } from "../deps.ts";
import type { DeductionId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, between, type Instant, instant, rfc3339 } from "../time.ts";
import type { UnitRows, Verdict } from "../unit.ts";
import type { NumberedDeduction } from "./deduction_store.ts";
import {
  EARLY_POLLS_ANSWERED,
  EARLY_POLLS_UNTIL_BLOCK,
  judgePoll,
  POLL_BLOCK,
} from "./poll_guard.ts";

export type PollRefusal =
  | {
    readonly code: "polled_too_often";
    readonly deduction_id: DeductionId;
    readonly nextPollAt: Instant;
    /** Whole seconds. */
    readonly retry_after: number;
    readonly early_polls: number;
    /** After this many early polls an id is blocked. */
    readonly blocked_at: number;
  }
  | {
    readonly code: "polling_blocked";
    readonly deduction_id: DeductionId;
    readonly blocked_until: string;
    readonly retry_after: number;
  };

/**
 * Counts one poll of a deduction at `now` (the merchant's clock) and returns when the next may come; undefined once
 * it has ended. Decided in the write, so that it is correct across processes: of many simultaneous polls one is on
 * time.
 */
export async function guardPoll(
  deps: Deps,
  found: NumberedDeduction,
  now: Instant,
): Promise<Result<Instant | undefined, PollRefusal>> {
  const { deductionId } = found.deduction;
  const judged = judgePoll(found.deduction, found.guard, now);
  switch (judged.type) {
    case "ended":
      return ok(undefined);
    case "blocked":
      return blocked(deductionId, judged.until, now);
    case "in_time": {
      const { nextPollAt: next } = judged;
      const moved = await deps.write(deps.deductions.movePoll(deductionId, { now, next }));
      const taken = moved.type === "committed" && firstRow(moved) === undefined;
      return taken ? await countEarly(deps, deductionId, { next, now }) : ok(next);
    }
    case "early":
      return await countEarly(deps, deductionId, { next: judged.nextPollAt, now });
  }
}

async function countEarly(
  deps: Deps,
  deduction_id: DeductionId,
  { next, now }: { readonly next: Instant; readonly now: Instant },
): Promise<Result<Instant, PollRefusal>> {
  const verdict = await deps.write(deps.deductions.countEarlyPoll(deduction_id, {
    untilBlock: EARLY_POLLS_UNTIL_BLOCK,
    blockedUntil: after(now, POLL_BLOCK),
  }));
  const row = firstRow(verdict);
  // It has ended in the meantime, or could not be counted: what was read is still an answer.
  if (!row) return ok(next);

  const until = instant(Number(row["blocked_until"]));
  if (now < until) return blocked(deduction_id, until, now);
  const nextPollAt = instant(Number(row["next_poll_at"]) || next);
  const early = Number(row["early"]);
  if (early <= EARLY_POLLS_ANSWERED) return ok(nextPollAt);
  return rejected({
    code: "polled_too_often",
    deduction_id,
    nextPollAt,
    retry_after: secondsUntil(nextPollAt, now),
    early_polls: early,
    blocked_at: EARLY_POLLS_UNTIL_BLOCK,
  });
}

function blocked(
  deduction_id: DeductionId,
  until: Instant,
  now: Instant,
): Result<never, PollRefusal> {
  return rejected({
    code: "polling_blocked",
    deduction_id,
    blocked_until: rfc3339(until),
    retry_after: secondsUntil(until, now),
  });
}

function firstRow(verdict: Verdict): UnitRows[number][number] | undefined {
  return verdict.type === "committed" ? verdict.rows[0]?.[0] : undefined;
}

function secondsUntil(at: Instant, now: Instant): number {
  return Math.ceil(between(now, at) / 1_000);
}
