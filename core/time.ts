declare const brand: unique symbol;
/** Epoch milliseconds. */
export type Instant = number & { readonly [brand]: "Instant" };
/** Milliseconds. */
export type Duration = number & { readonly [brand]: "Duration" };
/** A day in Asia/Shanghai as YYYY-MM-DD: daily limits and statements are counted by it. */
export type BusinessDay = string & { readonly [brand]: "BusinessDay" };

export function instant(epochMs: number): Instant {
  return epochMs as Instant;
}

export function milliseconds(n: number): Duration {
  return n as Duration;
}

export function seconds(n: number): Duration {
  return (n * 1_000) as Duration;
}

export function minutes(n: number): Duration {
  return seconds(n * 60);
}

export function hours(n: number): Duration {
  return minutes(n * 60);
}

export function days(n: number): Duration {
  return hours(n * 24);
}

export function after(at: Instant, wait: Duration): Instant {
  return (at + wait) as Instant;
}

export function between(earlier: Instant, later: Instant): Duration {
  return (later - earlier) as Duration;
}

/** Unix seconds, as JWS `iat` and webhook headers carry them. */
export function unixSeconds(at: Instant): number {
  return Math.floor(at / 1_000);
}

/** RFC 3339 in UTC with milliseconds, as the wire shows it. */
export function rfc3339(at: Instant): string {
  return new Date(at).toISOString();
}

// China has had one time zone and no daylight saving time since 1991, so a fixed offset is exact for every order we
// store.
const SHANGHAI_OFFSET = hours(8);

export function businessDay(at: Instant): BusinessDay {
  return new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 10) as BusinessDay;
}

/** The midnight in Asia/Shanghai at the end of the day of `at`, or that many days later. */
export function endOfBusinessDay(at: Instant, daysLater = 0): Instant {
  const day = Math.floor((at + SHANGHAI_OFFSET) / days(1));
  return ((day + 1 + daysLater) * days(1) - SHANGHAI_OFFSET) as Instant;
}

/** `2026-11-20 14:05:09` in Asia/Shanghai, as people read it. */
export function shanghaiTime(at: Instant): string {
  return new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 19).replace("T", " ");
}
