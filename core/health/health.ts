import type { ChannelName } from "../channel/channel.ts";
import type { DeductionId } from "../id.ts";
import { between, type Duration, type Instant, minutes } from "../time.ts";

/** More than so many of a kind are not counted. */
export const COUNTED_MAX = 1_000;
/** So long no question is answered before a channel counts as silent. */
const SILENT_AFTER: Duration = minutes(15);
/** A job that has not ended well for so many of its periods is dead, but none before `DEAD_AFTER_MIN`. */
const DEAD_AFTER_PERIODS = 5;
const DEAD_AFTER_MIN: Duration = minutes(5);

/** What was sent through a channel, has no result, and is still asked about. */
export interface InFlight {
  readonly channel: ChannelName;
  /** Exact up to `COUNTED_MAX` of payments, refunds and deductions each. */
  readonly count: number;
  readonly oldestSentAt: Instant;
}

/** How a channel answers what it is asked. */
export interface ChannelAnswers {
  readonly channel: ChannelName;
  readonly answeredAt: Instant | undefined;
  /** Since when no question was answered. */
  readonly silentSince: Instant | undefined;
}

/** By the database's clock. */
export interface JobRun {
  readonly name: string;
  readonly finishedAt: Instant | undefined;
  /** How long ago that was. */
  readonly ago: Duration | undefined;
  /** Some process holds the job now. */
  readonly held: boolean;
}

export interface WebhookQueue {
  /** To be sent now; exact up to `COUNTED_MAX`. */
  readonly due: number;
  readonly oldestDueAt: Instant | undefined;
  /** Given up within the last day; exact up to `COUNTED_MAX`. */
  readonly exhausted: number;
}

/** A deduction whose merchant asked too often. */
export interface BlockedPoll {
  readonly deductionId: DeductionId;
  readonly until: Instant;
}

export function isSilent({ silentSince }: Pick<ChannelAnswers, "silentSince">, now: Instant) {
  return silentSince !== undefined && between(silentSince, now) >= SILENT_AFTER;
}

export function isDead({ ago }: Pick<JobRun, "ago">, period: Duration): boolean {
  return ago !== undefined && ago > Math.max(period * DEAD_AFTER_PERIODS, DEAD_AFTER_MIN);
}
