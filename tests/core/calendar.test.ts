import { describe, expect, it } from "vitest";
import {
  type Calendar,
  calendarOf,
  dueDay,
  isKnownYear,
  isWorkingDay,
} from "../../core/calendar/calendar.ts";
import type { DayKind } from "../../core/calendar/calendar_day.ts";
import type { BusinessDay } from "../../core/time.ts";

const day = (text: string) => text as BusinessDay;
/** The Spring Festival of a year: two weekends are worked, and nine days are off. */
const spring = calendarOf({
  years: [2026],
  days: ([
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
});

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

describe("the one calendar of banks", () => {
  const works = (calendar: Calendar, text: string) => isWorkingDay(calendar, day(text));

  it("is what the portal comes with, until a year is set: then that and nothing else", () => {
    const unset = calendarOf({ years: [], days: [] });
    expect(["2026-02-14", "2026-02-17", "2026-10-08"].map((each) => works(unset, each)))
      .toEqual([true, false, true]);
    const off = { day: day("2026-10-08"), kind: "off", name: "" } as const;
    const set = calendarOf({ years: [2026], days: [off] });
    expect(["2026-02-14", "2026-02-17", "2026-10-08"].map((each) => works(set, each)))
      .toEqual([false, true, false]);
    // The year before was not set.
    expect(works(set, "2025-10-08")).toBe(false);
  });

  it("knows a year that was set with no day in it", () => {
    expect(works(calendarOf({ years: [2026], days: [] }), "2026-10-01")).toBe(true);
    expect([2026, 2031].map((year) => isKnownYear({ years: [] }, year))).toEqual([true, false]);
    expect(isKnownYear({ years: [2031] }, 2031)).toBe(true);
  });
});
