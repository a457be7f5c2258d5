import type { Flow } from "../method/payment_method.ts";
import { after, type Duration, type Instant } from "../time.ts";

/** When a channel may be asked about something it has not answered. */
export interface QuerySchedule {
  /** Before the first question, counted from sending, then between one question and the next. */
  readonly waits: readonly Duration[];
  /** So long after sending nobody asks any more. */
  readonly endAfter: Duration;
}

/** What a channel is asked about. What the payer confirms may be asked about otherwise than what we send ourselves. */
export type Queried =
  | { readonly about: "payment"; readonly flow: Flow; readonly awaitsCode?: boolean }
  | { readonly about: "refund" | "deduction" };

/** How the asking stands: it goes on or it has ended, and is still unclear either way. */
export type Asking = Asked | AskingEnded;

interface Asked {
  /** When the channel is asked next, or the asking ends. */
  readonly queryAfter: Instant;
  readonly queries: number;
  readonly queriesEndedAt: undefined;
}

interface AskingEnded {
  readonly queryAfter: undefined;
  readonly queries: number;
  /** Since when nobody asks any more: a notice alone can settle it. */
  readonly queriesEndedAt: Instant;
}

export type QuerySignal =
  /** Committed before the question, so that a crash never asks twice. */
  | { readonly type: "queried"; readonly queryAfter: Instant }
  | { readonly type: "queries_ended"; readonly at: Instant };

/** The asking after `signal`. */
export function asked({ queries }: Asking, signal: QuerySignal): Asking {
  switch (signal.type) {
    case "queried":
      return { queryAfter: signal.queryAfter, queries: queries + 1, queriesEndedAt: undefined };
    case "queries_ended":
      return { queryAfter: undefined, queries, queriesEndedAt: signal.at };
  }
}

interface Sent {
  readonly sentAt: Instant;
  /** Questions so far. */
  readonly queries: number;
}

/** When the next question after `at` is due, or the end of asking; see `isEnd`. */
export function nextQuery(
  schedule: QuerySchedule,
  { sentAt, queries }: Sent,
  at: Instant,
): Instant {
  const wait = schedule.waits[queries];
  const end = endOf(schedule, sentAt);
  if (wait !== undefined && after(at, wait) < end) return after(at, wait);
  return at < end ? end : at;
}

/** Whether what is due at `queryAfter` is the end of asking, and no question. */
export function isEnd(
  schedule: QuerySchedule,
  { sentAt, queryAfter }: { readonly sentAt: Instant; readonly queryAfter: Instant },
): boolean {
  return queryAfter >= endOf(schedule, sentAt);
}

function endOf({ endAfter }: QuerySchedule, sentAt: Instant): Instant {
  return after(sentAt, endAfter);
}
