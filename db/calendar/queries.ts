import { eq, type SQL, sql } from "drizzle-orm";
import type { SetDays } from "../../core/calendar/calendar.ts";
import type { CalendarDay, DayKind } from "../../core/calendar/calendar_day.ts";
import type { CalendarStore } from "../../core/calendar/calendar_store.ts";
import type { Query, Row } from "../../core/query.ts";
import type { BusinessDay } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, packWithValue } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { calendarDays, calendarYears } from "./table.ts";

const at = sql.placeholder;
/** Some years' worth. */
const DAYS_MAX = 800;
/** A year that was set and has none of its days from there on is a row with no day. */
const dayRow = packWithValue([[calendarDays, ""]], "year", sql`${calendarYears.year}`);
const setDays = (condition: SQL = sql``) =>
  prepare(
    build.select(dayRow.fields).from(calendarYears).leftJoin(
      calendarDays,
      sql`${calendarDays.day} >= max(cast(${calendarYears.year} as text), ${at("from")})
        and ${calendarDays.day} < cast(${calendarYears.year} + 1 as text)`,
    ).where(
      sql`${calendarYears.year} >= cast(substr(${at("from")}, 1, 4) as integer) ${condition}`,
    ).orderBy(calendarYears.year, calendarDays.day).limit(DAYS_MAX),
  );
const from = setDays();
const forTransfer = setDays(
  sql`and exists (select 1 from orders where order_id = ${at("orderId")} and transfer is not null)`,
);
const yearRow = pack([calendarYears, ""]);
const yearOf = prepare(
  build.select(yearRow.fields).from(calendarYears).where(eq(calendarYears.year, at("year"))),
);

export const calendarStore: CalendarStore = {
  from: (day) => readSet(from({ from: day })),
  forTransfer: (orderId, day) => readSet(forTransfer({ from: day, orderId })),
  versionOf: (year) => {
    const found = first(yearRow, yearOf({ year }), (row) => new Columns(row).int("version"));
    return { ...found, read: (rows) => found.read(rows) ?? 0 };
  },
};

function readSet(statement: Statement): Query<SetDays> {
  const found = all(dayRow, statement, readDay);
  return {
    ...found,
    read: (rows) => {
      const read = found.read(rows);
      return {
        years: [...new Set(read.map(({ year }) => year))],
        days: read.flatMap(({ day }) => day ? [day] : []),
      };
    },
  };
}

function readDay(row: Row): { readonly year: number; readonly day: CalendarDay | undefined } {
  const columns = new Columns(row);
  const day = columns.textOrNone("day") as BusinessDay | undefined;
  return {
    year: columns.int("year"),
    day: day &&
      { day, kind: columns.text("kind") as DayKind, name: columns.text("name") },
  };
}
