import { after, between, type Duration, hours, type Instant, minutes, seconds } from "../time.ts";
import type { Deduction } from "./deduction.ts";

/** When a merchant may first poll; nearly every result is there long before. */
export const FIRST_POLL: Duration = seconds(5);
/** The longest wait between two polls of a deduction that stays unclear. */
const POLL_WAIT_MAX: Duration = minutes(10);
/** Once we have stopped querying the channel, there is little to poll for. */
const UNCLEAR_POLL_WAIT: Duration = hours(24);
/** This many early polls of one id are answered as before; the next ones are refused. */
export const EARLY_POLLS_ANSWERED = 20;
/** After this many early polls of one id, answered or refused, the id is blocked. */
export const EARLY_POLLS_UNTIL_BLOCK = 60;
export const POLL_BLOCK: Duration = minutes(10);

/** How a merchant has polled one id since it was last on time. */
export interface PollGuard {
  /** Moved by each poll that was on time; absent before the first. */
  readonly nextPollAt: Instant | undefined;
  readonly early: number;
  readonly blockedUntil: Instant | undefined;
}

export type PollDecision =
  /** Ended: nothing to wait for, nothing to guard. */
  | { readonly type: "ended" }
  | { readonly type: "in_time"; readonly nextPollAt: Instant }
  | { readonly type: "early"; readonly nextPollAt: Instant }
  | { readonly type: "blocked"; readonly until: Instant };

/**
 * Judges a poll at `now` (the merchant's clock). Polling too often is answered with what is known, then refused, then
 * blocked for a while [docs/deductions.md].
 */
export function judgePoll(deduction: Deduction, guard: PollGuard, now: Instant): PollDecision {
  if (deduction.state !== "processing") return { type: "ended" };
  if (guard.blockedUntil !== undefined && now < guard.blockedUntil) {
    return { type: "blocked", until: guard.blockedUntil };
  }
  const next = guard.nextPollAt ?? deduction.nextPollAt;
  if (next !== undefined && now < next) return { type: "early", nextPollAt: next };
  return { type: "in_time", nextPollAt: after(now, pollWait(deduction, now)) };
}

/** As long as it has been processing, so each wait is twice the one before: 5 s, 5 s, 10 s, 20 s … 10 min. */
export function pollWait(
  { createdAt, queriesEndedAt }: Pick<Deduction, "createdAt" | "queriesEndedAt">,
  now: Instant,
): Duration {
  if (queriesEndedAt !== undefined) return UNCLEAR_POLL_WAIT;
  const waited = between(createdAt, now);
  return Math.min(Math.max(waited, FIRST_POLL), POLL_WAIT_MAX) as Duration;
}
