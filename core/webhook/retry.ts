import { after, type Duration, hours, type Instant, minutes, seconds } from "../time.ts";

/** The wait before each attempt [Standard Webhooks 1.0.0]: 75 h 35 min from the first to the last. */
export const RETRY_TABLE: readonly Duration[] = [
  seconds(0),
  seconds(5),
  minutes(5),
  minutes(30),
  hours(2),
  hours(5),
  hours(10),
  hours(14),
  hours(20),
  hours(24),
];

/** However long a receiver asks us to wait, we retry within a day. */
export const RETRY_AFTER_MAX: Duration = hours(24);
// Up to a tenth more, so that receivers that recovered together are not called together.
const JITTER = 0.1;

/**
 * How long to wait after failed attempt number `tries` (1, 2, …), or undefined after the last. `chance` is in [0, 1);
 * `asked` is what the receiver's Retry-After says.
 */
export function waitAfter(
  tries: number,
  chance: number,
  asked: Duration | undefined,
): Duration | undefined {
  const wait = RETRY_TABLE[tries];
  if (wait === undefined) return undefined;
  const jittered = Math.round(wait * (1 + JITTER * chance));
  return Math.max(jittered, Math.min(asked ?? 0, RETRY_AFTER_MAX)) as Duration;
}

/** Reads Retry-After, seconds or an HTTP date [RFC 9110, 10.2.3]; anything else is ignored. */
export function readRetryAfter(header: string | undefined, now: Instant): Duration | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return seconds(Number(text));
  if (/^\d+$/.test(text)) return RETRY_AFTER_MAX;
  if (!/^[A-Z][a-z]{2}/.test(text)) return undefined;
  const date = Date.parse(text);
  return date > now ? ((date - now) as Duration) : undefined;
}

/** When the next attempt is due, or undefined when this was the last one. */
export function nextTry(
  at: Instant,
  tries: number,
  chance: number,
  asked: Duration | undefined,
): Instant | undefined {
  const wait = waitAfter(tries, chance, asked);
  return wait === undefined ? undefined : after(at, wait);
}
