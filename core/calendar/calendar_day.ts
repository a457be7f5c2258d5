import type { BusinessDay } from "../time.ts";

/** `off`: a holiday. `work`: a weekend on which banks work (调休). */
export type DayKind = "off" | "work";

export interface CalendarDay {
  readonly day: BusinessDay;
  readonly kind: DayKind;
  readonly name: string;
}
