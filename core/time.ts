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

export function rfc3339OrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : rfc3339(at);
}

// China has had one zone and no summer time since 1991, so a fixed offset is exact for every order we hold.
const SHANGHAI_OFFSET = hours(8);

export function businessDay(at: Instant): BusinessDay {
  return new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 10) as BusinessDay;
}

/** A time as a form has it, `2026-11-20T14:05` in Asia/Shanghai; undefined when it is none. */
export function parseShanghaiTime(text: string): Instant | undefined {
  const [day = "", clock = ""] = text.split("T");
  const at = /^([01]\d|2[0-3]):[0-5]\d$/.test(clock) && parseBusinessDay(day)
    ? Date.parse(`${day}T${clock}:00Z`)
    : NaN;
  return Number.isNaN(at) ? undefined : (at - SHANGHAI_OFFSET) as Instant;
}

/** The same, to the minute. */
export function formShanghaiTime(at: Instant): string {
  return shanghaiTime(at).slice(0, 16).replace(" ", "T");
}

/** The midnight in Asia/Shanghai at which the day begins. */
export function startOfBusinessDay(day: BusinessDay): Instant {
  return (Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET) as Instant;
}

/** A day as it is written in a URL or a form; undefined when it is none. */
export function parseBusinessDay(text: string): BusinessDay | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  return real ? text as BusinessDay : undefined;
}

/** Which hour since 1970 it is; Asia/Shanghai begins its hours when UTC does. */
export function hourOf(at: Instant): number {
  return Math.floor(at / hours(1));
}

/** When that hour began. */
export function startOfHour(hour: number): Instant {
  return (hour * hours(1)) as Instant;
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

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `20 Nov 2026, 14:05 (UTC+8)`: the same for readers of English, who are told which zone it is. */
export function englishTime(at: Instant): string {
  const [day = "", clock = ""] = shanghaiTime(at).split(" ");
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[Number(month) - 1]} ${year}, ${clock.slice(0, 5)} (UTC+8)`;
}
