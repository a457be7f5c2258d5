import { describe, expect, it } from "vitest";
import { calendarOf } from "../../core/calendar/calendar.ts";
import type { CalendarDay } from "../../core/calendar/calendar_day.ts";
import { cny } from "../../core/money.ts";
import {
  type BusinessDay,
  type Instant,
  parseShanghaiTime,
  shanghaiTime,
} from "../../core/time.ts";
import { type RailName, railsFor, type RailTable } from "../../core/transfer/rail.ts";
import { rails } from "../../core/transfer/rails.ts";

const at = (text: string) => parseShanghaiTime(text) as Instant;
const calendar = calendarOf({ years: [], days: [] });
const times = { tables: rails, calendar };
const large = (now: string, given = times) =>
  railsFor(given, cny(200_000_000), at(now)).find(({ name }) => name === "large_value");
const here = (now: string, given = times) => {
  const offer = large(now, given);
  return offer && [offer.openNow, shanghaiTime(offer.arrivesBy)];
};
const tableFrom = (from: string, open: string, close: string): RailTable => {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return {
    from: from as BusinessDay,
    rails: [{
      name: "large_value",
      mostFen: undefined,
      open: { from: minutes(open), to: minutes(close) },
      arrivesInMinutes: 10,
    }],
  };
};

describe("railsFor", () => {
  it("recommends what is always open up to its limit, and leaves out what does not carry the amount", () => {
    const names = (fen: number): readonly RailName[] =>
      railsFor(times, cny(fen), at("2026-11-20T10:00")).map(({ name }) => name);
    expect(names(100_000_000)[0]).toBe("super_online_banking");
    expect(names(100_000_001)).toEqual(["large_value", "bank_direct", "b2b_gateway"]);
  });

  it.each([
    ["2026-11-20T10:00", true, "2026-11-20 10:30:00"],
    ["2026-11-20T08:00", false, "2026-11-20 09:00:00"],
    // To the minute: it opens in its first and is closed in its last.
    ["2026-11-20T08:29", false, "2026-11-20 09:00:00"],
    ["2026-11-20T08:30", true, "2026-11-20 09:00:00"],
    ["2026-11-20T16:59", true, "2026-11-20 17:29:00"],
    // A Friday after hours, and the holiday in October with the Saturday that is worked for it.
    ["2026-11-20T17:00", false, "2026-11-23 09:00:00"],
    ["2026-09-30T18:00", false, "2026-10-08 09:00:00"],
    ["2026-10-09T18:00", false, "2026-10-10 09:00:00"],
  ])("at %s says open: %s, here by %s", (now, openNow, by) => {
    expect(here(now)).toEqual([openNow, by]);
  });

  it("takes the table of the day", () => {
    const later = { from: "2027-01-01" as BusinessDay, rails: [] };
    const given = { tables: [...rails, later], calendar };
    expect(railsFor(given, cny(100), at("2026-12-31T23:59"))).not.toEqual([]);
    expect(railsFor(given, cny(100), at("2027-01-01T00:00"))).toEqual([]);
  });

  it("opens by the table of the day on which it opens, and is not offered if that one has it no more", () => {
    const tables = [...rails, tableFrom("2026-11-23", "10:15", "24:00")];
    const given = { tables, calendar };
    expect(here("2026-11-20T16:59", given)).toEqual([true, "2026-11-20 17:29:00"]);
    expect(here("2026-11-20T17:00", given)).toEqual([false, "2026-11-23 10:25:00"]);
    expect(here("2026-11-23T10:14", given)).toEqual([false, "2026-11-23 10:25:00"]);
    expect(here("2026-11-23T23:59", given)).toEqual([true, "2026-11-24 00:09:00"]);
    const gone = { from: "2026-11-23" as BusinessDay, rails: [] };
    expect(large("2026-11-20T17:00", { tables: [...rails, gone], calendar })).toBeUndefined();
    expect(large("2026-11-20T16:59", { tables: [...rails, gone], calendar })?.openNow).toBe(true);
  });

  it("follows the days that were set, a Saturday that is worked and a holiday alike", () => {
    const set = (...days: readonly (readonly [string, CalendarDay["kind"]])[]) => ({
      tables: rails,
      calendar: calendarOf({
        years: [2026],
        days: days.map(([day, kind]) => ({ day: day as BusinessDay, kind, name: "" })),
      }),
    });
    expect(here("2026-11-20T17:00", set(["2026-11-21", "work"])))
      .toEqual([false, "2026-11-21 09:00:00"]);
    expect(here("2026-11-21T09:00", set(["2026-11-21", "work"])))
      .toEqual([true, "2026-11-21 09:30:00"]);
    expect(here("2026-11-20T10:00", set(["2026-11-20", "off"], ["2026-11-23", "off"])))
      .toEqual([false, "2026-11-24 09:00:00"]);
    // The National Day that the portal comes with is a working day once the year was set without it.
    expect(here("2026-10-01T10:00", set())).toEqual([true, "2026-10-01 10:30:00"]);
  });

  it("does not offer what stays closed for a month, and offers the others", () => {
    const days = Array.from({ length: 60 }, (_, n) => {
      const day = new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10) as BusinessDay;
      return { day, kind: "off", name: "" } as const;
    });
    const closed = { tables: rails, calendar: calendarOf({ years: [2026], days }) };
    expect(railsFor(closed, cny(200_000_000), at("2026-11-10T10:00")).map(({ name }) => name))
      .toEqual(["bank_direct"]);
  });
});
