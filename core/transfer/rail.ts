import { type Calendar, isWorkingDay } from "../calendar/calendar.ts";
import type { Money } from "../money.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  days,
  type Instant,
  minutes,
  startOfBusinessDay,
} from "../time.ts";

/** How money of a company goes from bank to bank. */
export const railNames = [
  "super_online_banking",
  "small_value",
  "large_value",
  "bank_direct",
  "b2b_gateway",
] as const;
export type RailName = (typeof railNames)[number];

export interface Rail {
  readonly name: RailName;
  /** The most that one transfer carries; undefined where it has no limit. */
  readonly mostFen: number | undefined;
  /** On working days between these minutes of the day in Asia/Shanghai; undefined: always. */
  readonly open: { readonly from: number; readonly to: number } | undefined;
  /** Sent while it is open, the money is here after so many minutes. */
  readonly arrivesInMinutes: number;
}

/** The rails from a day on, the one to recommend first. */
export interface RailTable {
  readonly from: BusinessDay;
  readonly rails: readonly Rail[];
}

export interface RailOffer {
  readonly name: RailName;
  readonly openNow: boolean;
  /** When money that is sent now is here. */
  readonly arrivesBy: Instant;
}

/** When rails are open: by their tables and the days on which banks work. */
export interface RailTimes {
  /** The newest last. */
  readonly tables: readonly RailTable[];
  readonly calendar: Calendar;
}

/** The rails that carry `amount`, in the order of the table in force; none before its first day. */
export function railsFor(times: RailTimes, amount: Money, now: Instant): readonly RailOffer[] {
  return carrying(times.tables, amount, businessDay(now)).flatMap(({ name }) => {
    const open = nextOpen(times, { name, amount, now });
    if (!open) return [];
    const arrivesBy = after(open.at, minutes(open.rail.arrivesInMinutes));
    return [{ name, openNow: open.at === now, arrivesBy }];
  });
}

function carrying(
  tables: readonly RailTable[],
  amount: Money,
  day: BusinessDay,
): readonly Rail[] {
  const table = tables.findLast(({ from }) => from <= day);
  return (table?.rails ?? []).filter(({ mostFen }) =>
    mostFen === undefined || amount.fen <= mostFen
  );
}

/** A rail that stays closed for longer is not offered. */
const DAYS_LOOKED_AT = 30;

/** Each day by the table that is in force on it: what is closed today may open by another one. */
function nextOpen(
  { tables, calendar }: RailTimes,
  { name, amount, now }: {
    readonly name: RailName;
    readonly amount: Money;
    readonly now: Instant;
  },
): { readonly rail: Rail; readonly at: Instant } | undefined {
  for (let later = 0; later <= DAYS_LOOKED_AT; later++) {
    const day = businessDay(after(now, days(later)));
    const rail = carrying(tables, amount, day).find((each) => each.name === name);
    if (!rail) continue;
    const midnight = startOfBusinessDay(day);
    if (!rail.open) return { rail, at: later === 0 ? now : midnight };
    if (!isWorkingDay(calendar, day)) continue;
    const opens = after(midnight, minutes(rail.open.from));
    if (now < opens) return { rail, at: opens };
    if (now < after(midnight, minutes(rail.open.to))) return { rail, at: now };
  }
  return undefined;
}
