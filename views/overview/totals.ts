import type { DayOutcomes } from "../../core/overview/overview_store.ts";
import type { PaidHour } from "../../core/overview/plots.ts";

/** The hours of today that have begun. */
export function untilNow(hours: readonly PaidHour[]): readonly PaidHour[] {
  return hours.filter(({ today }) => today !== undefined);
}

export function totalsOf(days: readonly DayOutcomes[]): Omit<DayOutcomes, "day"> {
  const sum = (of: (day: DayOutcomes) => number) => days.reduce((all, day) => all + of(day), 0);
  return {
    paid: sum(({ paid }) => paid),
    failed: sum(({ failed }) => failed),
    unclear: sum(({ unclear }) => unclear),
  };
}
