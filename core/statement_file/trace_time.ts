import { type BusinessDay, days } from "../time.ts";

const TRACE_TIME = /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

/** True for MMDDhhmmss of some year. */
export function isTraceTime(text: string | undefined): text is string {
  return text !== undefined && TRACE_TIME.test(text);
}

/**
 * The year of a trace time: that in which it is nearest to the day on which it was cleared. A record names none, and one
 * of December may be cleared in January.
 */
export function yearOf(traceTime: string, clearingDay: BusinessDay): number {
  const year = Number(clearingDay.slice(0, 4));
  const distance = (of: number) => Math.abs(daysBetween(clearingDay, traceTime, of));
  return [year - 1, year + 1].reduce(
    (nearest, other) => distance(other) < distance(nearest) ? other : nearest,
    year,
  );
}

/** How many days after the clearing day the trace time is, negative if before. */
export function daysAfterClearing(traceTime: string, clearingDay: BusinessDay): number {
  return daysBetween(clearingDay, traceTime, yearOf(traceTime, clearingDay));
}

function daysBetween(clearingDay: BusinessDay, traceTime: string, year: number): number {
  const month = Number(traceTime.slice(0, 2));
  const date = Number(traceTime.slice(2, 4));
  return (Date.UTC(year, month - 1, date) - Date.parse(clearingDay)) / days(1);
}
