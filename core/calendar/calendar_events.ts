import type { EventSpecs } from "../event_spec.ts";
import type { CalendarDay } from "./calendar_day.ts";

/** All days of a year that are not what their weekday says. */
export interface CalendarYear {
  readonly year: number;
  readonly days: readonly CalendarDay[];
  readonly version: number;
}

export interface CalendarEvent {
  readonly type: "calendar.set";
  readonly calendar: CalendarYear;
}

export const calendarEvents = {
  "calendar.set": {
    subject: ({ calendar: { year, version } }) => ({
      subjectId: `calendar:${year}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ calendar: { year, days } }) => ({ year, days }),
  },
} satisfies EventSpecs<CalendarEvent>;
