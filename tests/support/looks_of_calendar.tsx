import type { CalendarDay } from "../../core/calendar/calendar_day.ts";
import type { BusinessDay } from "../../core/time.ts";
import { CalendarPage } from "../../views/settlement/calendar_page.tsx";
import { type SettlementError, settlementWords } from "../../views/settlement/words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atOps } from "./staff_people.ts";

const calendarErrors = keysOf<
  Extract<
    SettlementError,
    "calendar_line_flawed" | "day_of_another_year" | "day_twice" | "calendar_changed"
  >
>({
  calendar_line_flawed: true,
  day_of_another_year: true,
  day_twice: true,
  calendar_changed: true,
});
const holidays: readonly CalendarDay[] = [
  { day: "2027-02-05" as BusinessDay, kind: "off", name: "春节" },
  { day: "2027-02-08" as BusinessDay, kind: "off", name: "春节" },
  { day: "2027-02-14" as BusinessDay, kind: "work", name: "调休" },
];
const ofYear = (given: Partial<Parameters<typeof CalendarPage>[0]> = {}): Look => (frame) => (
  <DeskLayout
    frame={frame}
    desk="ops"
    who={atOps}
    section="settlements"
    title={settlementWords(frame.lang).calendar}
  >
    <CalendarPage
      lang={frame.lang}
      year={2027}
      version={1}
      days={holidays}
      proposals={[]}
      mayWrite
      {...given}
    />
  </DeskLayout>
);

/** The days of a year that are not what their weekday says. */
export const calendarLooks: Looks = {
  "ops/calendar": ofYear(),
  "ops/calendar/unset": ofYear({ version: 0, days: [] }),
  "ops/calendar/comes_with": ofYear({ version: 0 }),
  ...looksOf(
    "ops/calendar",
    calendarErrors,
    (formError) => ofYear({ formError, typed: "2027-02-30,off,春节" }),
  ),
};
