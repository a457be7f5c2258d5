import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { SetCalendarAct } from "../proposal/proposal.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BusinessDay, parseBusinessDay } from "../time.ts";
import type { CalendarDay, DayKind } from "./calendar_day.ts";
import type { CalendarEvent, CalendarYear } from "./calendar_events.ts";

export type CalendarRefusal =
  | { readonly code: "calendar_line_flawed"; readonly line: number }
  | { readonly code: "day_of_another_year"; readonly day: BusinessDay }
  | { readonly code: "day_twice"; readonly day: BusinessDay };
/** The year was set since these days were written down. */
export type CalendarChanged = { readonly code: "calendar_changed" };

/**
 * Sets all days of a year that are not what their weekday says, in place of those set before. What is due already stays
 * due on its day.
 */
export function setCalendar(
  deps: Deps,
  { year, text, by }: { readonly year: number; readonly text: string; readonly by: Actor },
): Promise<Result<CalendarYear, CalendarRefusal>> {
  return retryOnConflict(async () => {
    const read = readDays(year, text);
    if (!read.ok) return read;
    const [version] = await deps.load(deps.calendar.versionOf(year));
    const calendar = { year, days: read.value, version: version + 1 };
    await deps.commit([calendarSet(deps, calendar, by)]);
    return ok(calendar);
  });
}

/** The same for the desk, decided and not committed: in place of what was seen, or not at all. */
export async function settingCalendar(
  deps: Deps,
  { year, version, days, by }: SetCalendarAct & { readonly by: Actor },
): Promise<Result<CalendarEvent & Stamp, CalendarChanged>> {
  const [now] = await deps.load(deps.calendar.versionOf(year));
  return now === version
    ? ok(calendarSet(deps, { year, days, version: version + 1 }, by))
    : rejected({ code: "calendar_changed" });
}

function calendarSet(
  deps: Pick<Deps, "newId" | "now">,
  calendar: CalendarYear,
  by: Actor,
): CalendarEvent & Stamp {
  return { type: "calendar.set", calendar, eventId: deps.newId("evt"), at: deps.now(), by };
}

const LINE = /^(\d{4}-\d{2}-\d{2})\s*,\s*(off|work)\s*(?:,\s*(.{1,64}))?$/;

/** One day a line, `2027-02-06,off,春节`, as they are read. */
export function writtenDays(days: readonly CalendarDay[]): string {
  return days.map(({ day, kind, name }) => [day, kind, ...(name === "" ? [] : [name])].join(","))
    .join("\n");
}

/** A line is `2027-02-06,off,春节`; empty lines and those that begin with `#` say nothing. */
export function readDays(
  year: number,
  text: string,
): Result<readonly CalendarDay[], CalendarRefusal> {
  const days = new Map<BusinessDay, CalendarDay>();
  for (const [n, raw] of text.replace(/^\uFEFF/, "").split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const [, written = "", kind, name = ""] = LINE.exec(line) ?? [];
    const day = parseBusinessDay(written);
    if (!day) return rejected({ code: "calendar_line_flawed", line: n + 1 });
    if (!day.startsWith(`${year}-`)) return rejected({ code: "day_of_another_year", day });
    if (days.has(day)) return rejected({ code: "day_twice", day });
    days.set(day, { day, kind: kind as DayKind, name: name.trim() });
  }
  return ok([...days.values()]);
}
