import { after, type Duration, type Instant, instant } from "../../core/time.ts";

/** 2026-11-20 14:00:00 in Shanghai. */
export const START = instant(Date.UTC(2026, 10, 20, 6, 0, 0));

export interface FakeClock {
  now(): Instant;
  advance(by: Duration): void;
  set(to: Instant): void;
}

/** A clock that only moves when told. */
export function fakeClock(start: Instant = START): FakeClock {
  let at = start;
  return {
    now: () => at,
    advance: (by) => {
      at = after(at, by);
    },
    set: (to) => {
      at = to;
    },
  };
}
