import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";
import type { CalendarDay, DayKind } from "./calendar_day.ts";
import { comesWith } from "./holidays.ts";

/** What operators have set: a year that is among `years` has those days and no others. */
export interface SetDays {
  readonly years: readonly number[];
  readonly days: readonly CalendarDay[];
}

/** Days that are not what their weekday says; all others are. */
export type Calendar = ReadonlyMap<BusinessDay, DayKind>;

/** The one calendar of banks: years as they were set, and as the portal comes with them where they were not. */
export function calendarOf({ years, days: set }: SetDays): Calendar {
  const unset = [...comesWith].flatMap(([year, all]) => years.includes(year) ? [] : all);
  return new Map([...unset, ...set].map(({ day, kind }) => [day, kind]));
}

/** Whether anybody knows the holidays of the year. */
export function isKnownYear({ years }: Pick<SetDays, "years">, year: number): boolean {
  return years.includes(year) || comesWith.has(year);
}

function nextDay(day: BusinessDay): BusinessDay {
  return businessDay(after(startOfBusinessDay(day), days(1)));
}

/** Whether banks work: Monday to Friday but for holidays, and the weekends that are worked for them. */
export function isWorkingDay(calendar: Calendar, day: BusinessDay): boolean {
  const kind = calendar.get(day);
  return kind === undefined ? !isWeekend(day) : kind === "work";
}

/** T+n: the nth working day after `day`; T+0 is the day itself, or the first working day after it. */
export function dueDay(calendar: Calendar, day: BusinessDay, delay: number): BusinessDay {
  let due = day;
  for (let left = delay; left > 0;) {
    due = nextDay(due);
    if (isWorkingDay(calendar, due)) left--;
  }
  while (!isWorkingDay(calendar, due)) due = nextDay(due);
  return due;
}

function isWeekend(day: BusinessDay): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
