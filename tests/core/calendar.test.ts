import { expect, it } from "vitest";
import { calendarOf, type DayKind, dueDay } from "../../core/calendar/calendar.ts";
import type { BusinessDay } from "../../core/time.ts";

const day = (text: string) => text as BusinessDay;
/** The Spring Festival of a year: two weekends are worked, and nine days are off. */
const spring = calendarOf(
  ([
    ["2026-02-14", "work"],
    ["2026-02-16", "off"],
    ["2026-02-17", "off"],
    ["2026-02-18", "off"],
    ["2026-02-19", "off"],
    ["2026-02-20", "off"],
    ["2026-02-23", "off"],
    ["2026-02-28", "work"],
  ] as readonly (readonly [string, DayKind])[]).map(([each, kind]) => ({
    day: day(each),
    kind,
    name: "春节",
  })),
);

it("counts working days, over weekends, holidays and weekends that are worked", () => {
  const cases = [
    ["2026-02-12", 1, "2026-02-13"],
    ["2026-02-13", 1, "2026-02-14"],
    ["2026-02-14", 1, "2026-02-24"],
    ["2026-02-17", 1, "2026-02-24"],
    ["2026-02-17", 0, "2026-02-24"],
    ["2026-02-14", 0, "2026-02-14"],
    ["2026-02-15", 0, "2026-02-24"],
    ["2026-02-27", 2, "2026-03-02"],
    ["2026-02-13", 3, "2026-02-25"],
  ] as const;
  for (const [cleared, delay, due] of cases) {
    expect([cleared, delay, dueDay(spring, day(cleared), delay)]).toEqual([cleared, delay, due]);
  }
});
