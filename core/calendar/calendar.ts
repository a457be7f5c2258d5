import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";

/** `off`: a holiday. `work`: a weekend on which banks work (调休). */
export type DayKind = "off" | "work";

export interface CalendarDay {
  readonly day: BusinessDay;
  readonly kind: DayKind;
  readonly name: string;
}

/** Days that are not what their weekday says; all others are. */
export type Calendar = ReadonlyMap<BusinessDay, DayKind>;

export function calendarOf(found: readonly CalendarDay[]): Calendar {
  return new Map(found.map(({ day, kind }) => [day, kind]));
}

function nextDay(day: BusinessDay): BusinessDay {
  return businessDay(after(startOfBusinessDay(day), days(1)));
}

function isWorkingDay(calendar: Calendar, day: BusinessDay): boolean {
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
