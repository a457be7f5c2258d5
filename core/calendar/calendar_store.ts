import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";
import type { CalendarDay } from "./calendar.ts";

export interface CalendarStore {
  /** From that day on, as far as years were announced. */
  from(day: BusinessDay): Query<readonly CalendarDay[]>;
  /** How often the year was set. */
  versionOf(year: number): Query<number>;
}
