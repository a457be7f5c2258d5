import { after, type Duration, type Instant, instant } from "../../core/time.ts";

/** 2026-11-20 14:00:00 in Shanghai. */
export const START = instant(Date.UTC(2026, 10, 20, 6, 0, 0));

export interface FakeClock {
  now(): Instant;
  advance(by: Duration): void;
  set(to: Instant): void;
  /** Called after each move, like a timer waiting for a time; a clock that runs by itself does not need it. */
  onMove?(listener: () => void): void;
}

/** A clock that moves only on command. */
export function fakeClock(start: Instant = START): FakeClock {
  const listeners: (() => void)[] = [];
  let at = start;
  const set = (to: Instant) => {
    at = to;
    for (const listener of listeners) listener();
  };
  return {
    now: () => at,
    advance: (by) => set(after(at, by)),
    set,
    onMove: (listener) => void listeners.push(listener),
  };
}

/** The real time from `now`; it moves by itself, so nothing is called. */
export function runningClock(now: () => Instant = () => instant(Date.now())): FakeClock {
  return { now, advance: () => {}, set: () => {}, onMove: () => {} };
}
