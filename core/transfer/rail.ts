import { isWorkingDay } from "../calendar/working_day.ts";
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

/** The rails that carry `amount`, in the order of the table in force; none before its first day. */
export function railsFor(
  tables: readonly RailTable[],
  amount: Money,
  now: Instant,
): readonly RailOffer[] {
  const today = businessDay(now);
  const table = tables.findLast(({ from }) => from <= today);
  return (table?.rails ?? [])
    .filter(({ mostFen }) => mostFen === undefined || amount.fen <= mostFen)
    .map((rail) => {
      const sent = nextOpen(rail, now);
      return {
        name: rail.name,
        openNow: sent === now,
        arrivesBy: after(sent, minutes(rail.arrivesInMinutes)),
      };
    });
}

/** No holiday lasts so long. */
const DAYS_LOOKED_AT = 30;

function nextOpen({ open }: Rail, now: Instant): Instant {
  if (!open) return now;
  for (let later = 0; later <= DAYS_LOOKED_AT; later++) {
    const day = businessDay(after(now, days(later)));
    if (!isWorkingDay(day)) continue;
    const midnight = startOfBusinessDay(day);
    const opens = after(midnight, minutes(open.from));
    if (now < opens) return opens;
    if (now < after(midnight, minutes(open.to))) return now;
  }
  throw new RangeError(`Cannot find a working day after ${businessDay(now)}`);
}
