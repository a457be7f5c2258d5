import type { EndpointId } from "../id.ts";
import { cny, type Money, noMoney } from "../money.ts";
import type { BusinessDay } from "../time.ts";
import type { Endpoint } from "../webhook/endpoint.ts";
import type { DayOutcomes, EndpointHour, HourTotal } from "./overview_store.ts";

export const HOURS_A_DAY = 24;
const HOURS_A_WEEK = 7 * HOURS_A_DAY;
export const OUTCOME_DAYS = 14;
/** More lines cannot be told apart. */
const LINES_MAX = 3;

/** What came in within one hour of the day, today and on the same weekday a week ago. */
export interface PaidHour {
  /** 0 to 23 in Asia/Shanghai. */
  readonly hour: number;
  /** Undefined while it has not begun. */
  readonly today: Money | undefined;
  readonly lastWeek: Money;
}

/** Hour by hour: `first` is when the day began, `now` the hour it is, both counted since 1970. */
export function paidByHour(
  totals: readonly HourTotal[],
  { first, now }: { readonly first: number; readonly now: number },
): readonly PaidHour[] {
  const sums = new Map<number, number>();
  for (const { hour, sum } of totals) sums.set(hour, (sums.get(hour) ?? 0) + sum.fen);
  const of = (hour: number): Money => cny(sums.get(hour) ?? 0);
  return Array.from({ length: HOURS_A_DAY }, (_, hour) => ({
    hour,
    today: first + hour > now ? undefined : of(first + hour),
    lastWeek: of(first + hour - HOURS_A_WEEK),
  }));
}

/** Each of these days, also those on which nothing ended. */
export function outcomesByDay(
  found: readonly DayOutcomes[],
  days: readonly BusinessDay[],
): readonly DayOutcomes[] {
  const none = { paid: 0, failed: 0, unclear: 0 };
  return days.map((day) => found.find((each) => each.day === day) ?? { day, ...none });
}

/** What an endpoint answered in one hour. */
export interface DeliveryHour {
  readonly hour: number;
  /** 95 of 100 deliveries took at most this long; undefined where none was delivered. */
  readonly p95Ms: number | undefined;
  readonly delivered: number;
  readonly failed: number;
}

export interface EndpointLine {
  readonly endpointId: EndpointId;
  readonly url: string;
  readonly hours: readonly DeliveryHour[];
}

/** One line per endpoint that was called in these hours: of many, those with most failures, then the slowest. */
export function deliveryLines(
  counts: readonly EndpointHour[],
  endpoints: readonly Pick<Endpoint, "endpointId" | "url">[],
  { first, hours }: { readonly first: number; readonly hours: number },
): readonly EndpointLine[] {
  const lines = endpoints.map(({ endpointId, url }) => {
    const own = counts.filter((each) => each.endpointId === endpointId);
    return {
      endpointId,
      url,
      hours: Array.from(
        { length: hours },
        (_, n) => deliveryHour(first + n, own.filter(({ hour }) => hour === first + n)),
      ),
    };
  });
  return lines
    .filter(({ hours }) => hours.some(({ delivered, failed }) => delivered + failed > 0))
    .toSorted((a, b) => failuresOf(b) - failuresOf(a) || slowestOf(b) - slowestOf(a))
    .slice(0, LINES_MAX);
}

function deliveryHour(hour: number, counts: readonly EndpointHour[]): DeliveryHour {
  const total = (some: readonly EndpointHour[]) => some.reduce((sum, { count }) => sum + count, 0);
  const taken = counts.filter(({ withinMs }) => withinMs > 0)
    .toSorted((a, b) => a.withinMs - b.withinMs);
  const delivered = total(taken);
  let within = 0;
  const slowest = taken.find(({ count }) => (within += count) >= 0.95 * delivered);
  const failed = total(counts) - delivered;
  return { hour, p95Ms: slowest?.withinMs, delivered, failed };
}

export function failuresOf({ hours }: Pick<EndpointLine, "hours">): number {
  return hours.reduce((sum, { failed }) => sum + failed, 0);
}

export function slowestOf({ hours }: Pick<EndpointLine, "hours">): number {
  return Math.max(0, ...hours.map(({ p95Ms }) => p95Ms ?? 0));
}

export function sumOf(amounts: readonly (Money | undefined)[]): Money {
  return cny(amounts.reduce((sum, each) => sum + (each ?? noMoney).fen, 0));
}
