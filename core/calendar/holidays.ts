import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";
import type { CalendarDay } from "./calendar_day.ts";

interface Year {
  /** First and last day off, MM-DD. */
  readonly off: readonly (readonly [first: string, last: string, name: string])[];
  /** Weekends that are worked. */
  readonly worked: readonly string[];
}

/** As the General Office of the State Council announces them each November. */
const announced: Readonly<Record<string, Year>> = {
  "2025": {
    off: [
      ["01-01", "01-01", "元旦"],
      ["01-28", "02-04", "春节"],
      ["04-04", "04-06", "清明节"],
      ["05-01", "05-05", "劳动节"],
      ["05-31", "06-02", "端午节"],
      ["10-01", "10-08", "国庆节、中秋节"],
    ],
    worked: ["01-26", "02-08", "04-27", "09-28", "10-11"],
  },
  "2026": {
    off: [
      ["01-01", "01-03", "元旦"],
      ["02-15", "02-23", "春节"],
      ["04-04", "04-06", "清明节"],
      ["05-01", "05-05", "劳动节"],
      ["06-19", "06-21", "端午节"],
      ["09-25", "09-27", "中秋节"],
      ["10-01", "10-07", "国庆节"],
    ],
    worked: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
  },
};

/** The years that the portal comes with: they hold until an operator sets them. */
export const comesWith: ReadonlyMap<number, readonly CalendarDay[]> = new Map(
  Object.entries(announced).map(([year, { off, worked }]) => [
    Number(year),
    [
      ...off.flatMap(([first, last, name]) =>
        stretch(`${year}-${first}` as BusinessDay, `${year}-${last}` as BusinessDay)
          .map((day): CalendarDay => ({ day, kind: "off", name }))
      ),
      ...worked.map((day): CalendarDay => ({
        day: `${year}-${day}` as BusinessDay,
        kind: "work",
        name: "调休",
      })),
    ].toSorted((a, b) => a.day < b.day ? -1 : 1),
  ]),
);

function stretch(first: BusinessDay, last: BusinessDay): readonly BusinessDay[] {
  const each: BusinessDay[] = [];
  for (let day = first; day <= last; day = businessDay(after(startOfBusinessDay(day), days(1)))) {
    each.push(day);
  }
  return each;
}
