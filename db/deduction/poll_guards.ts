import type { DeductionStore } from "../../core/deduction/deduction_store.ts";
import type { PollGuard } from "../../core/deduction/poll_guard.ts";
import { type Instant, instant } from "../../core/time.ts";
import type { Columns } from "../engine/columns.ts";
import { unitOf } from "../engine/statement.ts";

export function readGuard(columns: Columns): PollGuard {
  if (columns.isNone("subject_id")) {
    return { nextPollAt: undefined, early: 0, blockedUntil: undefined };
  }
  return {
    nextPollAt: notYet(columns.int("next_poll_at")),
    early: columns.int("early"),
    blockedUntil: notYet(columns.int("blocked_until")),
  };
}

function notYet(at: number): Instant | undefined {
  return at === 0 ? undefined : instant(at);
}

// Only while processing: a poll that was read before the end must leave nothing behind.
const PROCESSING = "from deductions where deduction_id = ?1 and state = 'processing'";

const MOVE_POLL = `insert into poll_guards (subject_id, early, next_poll_at, blocked_until)
  select ?1, 0, ?2, 0 ${PROCESSING}
  on conflict (subject_id) do update set
    early = 0, next_poll_at = excluded.next_poll_at, blocked_until = 0
    where next_poll_at <= ?3 and blocked_until <= ?3
  returning next_poll_at`;

// A block restarts the count, and the next poll is due at its end.
const COUNT_EARLY = `insert into poll_guards (subject_id, early, next_poll_at, blocked_until)
  select ?1, 1, 0, 0 ${PROCESSING}
  on conflict (subject_id) do update set
    early = iif(early + 1 < ?2, early + 1, 0),
    next_poll_at = iif(early + 1 < ?2, next_poll_at, max(next_poll_at, ?3)),
    blocked_until = iif(early + 1 < ?2, blocked_until, ?3)
  returning early, next_poll_at, blocked_until`;

export const pollGuardStore: Pick<DeductionStore, "movePoll" | "countEarlyPoll"> = {
  movePoll: (deductionId, { now, next }) => unitOf(MOVE_POLL, deductionId, next, now),
  countEarlyPoll: (deductionId, { untilBlock, blockedUntil }) =>
    unitOf(COUNT_EARLY, deductionId, untilBlock, blockedUntil),
};
