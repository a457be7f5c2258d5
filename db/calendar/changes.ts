import type { CalendarEvent } from "../../core/calendar/calendar_events.ts";
import type { Changes } from "../engine/changes.ts";

const SET_YEAR = `insert into calendar_years (year, set_at, version) values (?1, ?2, ?3)
  on conflict do update set set_at = excluded.set_at, version = excluded.version`;
const FORGET = "delete from calendar_days where day >= ?1 and day < ?2";
const SET_DAYS = `insert into calendar_days (day, kind, name)
  select j.value ->> 'day', j.value ->> 'kind', j.value ->> 'name' from json_each(?1) j`;

export const calendarChanges = {
  "calendar.set": ({ calendar: { year, days, version }, at }) => [
    { sql: SET_YEAR, args: [BigInt(year), BigInt(at), BigInt(version)] },
    { sql: FORGET, args: [`${year}`, `${year + 1}`] },
    { sql: SET_DAYS, args: [JSON.stringify(days)] },
  ],
} satisfies Changes<CalendarEvent>;
