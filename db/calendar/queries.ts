import { asc, eq, gte, sql } from "drizzle-orm";
import type { DayKind } from "../../core/calendar/calendar.ts";
import type { CalendarStore } from "../../core/calendar/calendar_store.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { calendarDays, calendarYears } from "./table.ts";

const dayRow = pack([calendarDays, ""]);
/** Some years' worth. */
const DAYS_MAX = 400;
const from = prepare(
  build.select(dayRow.fields).from(calendarDays)
    .where(gte(calendarDays.day, sql.placeholder("from"))).orderBy(asc(calendarDays.day))
    .limit(DAYS_MAX),
);
const yearRow = pack([calendarYears, ""]);
const yearOf = prepare(
  build.select(yearRow.fields).from(calendarYears)
    .where(eq(calendarYears.year, sql.placeholder("year"))),
);

export const calendarStore: CalendarStore = {
  from: (day) =>
    all(dayRow, from({ from: day }), (row) => {
      const columns = new Columns(row);
      return {
        day: columns.text("day") as BusinessDay,
        kind: columns.text("kind") as DayKind,
        name: columns.text("name"),
      };
    }),
  versionOf: (year) => {
    const found = first(yearRow, yearOf({ year }), (row) => new Columns(row).int("version"));
    return { ...found, read: (rows) => found.read(rows) ?? 0 };
  },
};
