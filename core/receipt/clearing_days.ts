import type { ChannelName } from "../channel/channel.ts";
import type { MerchantNo } from "../id.ts";
import type { Money } from "../money.ts";
import type { BusinessDay } from "../time.ts";

/**
 * What a channel's files say of a number's day, or a wallet app paid out of balances on it, less what has come for it;
 * negative where more came.
 */
export interface OpenDay {
  readonly merchantNo: MerchantNo;
  readonly channel: ChannelName;
  readonly day: BusinessDay;
  readonly open: Money;
  /** How often money has come for the number's day, from whatever channel. */
  readonly receipts: number;
}

/** A day that a receipt is for, in fen; the first, second … for that day of that number. */
export interface ReceiptDay {
  /** Undefined: the receipt's own. */
  readonly merchantNo?: MerchantNo;
  readonly day: BusinessDay;
  readonly fen: number;
  readonly nth: number;
}

/** So many days back a receipt may be for. */
export const OPEN_DAYS_BACK = 31;

/** So many of a mode are looked at; where there are more, nothing is joined by itself. */
export const OPEN_DAYS_MAX = 2_000;

/** So many numbers are tried before the search gives up: what was not looked at could be a second choice. */
const TRIED_MAX = 200_000;

/**
 * The days that come to this sum: one of a number, or several in a row without one left out between them, as banks pay a
 * weekend; or the same day of several numbers, as a channel pays all of them at once. Undefined where there are none, or
 * more than one choice: nothing is ever joined on a guess.
 */
export function daysFor(sum: Money, days: readonly OpenDay[]): readonly OpenDay[] | undefined {
  const found: (readonly OpenDay[])[] = [];
  for (const of of Map.groupBy(days, numberOf).values()) {
    for (let from = 0; from < of.length; from++) {
      let fen = 0;
      for (let to = from; to < of.length; to++) {
        fen += of[to]!.open.fen;
        if (fen === sum.fen) found.push(of.slice(from, to + 1));
      }
    }
  }
  let left = TRIED_MAX;
  for (const of of Map.groupBy(days, dayOf).values()) {
    left = several(sum.fen, of, { found, left });
    if (left === 0) return undefined;
  }
  return found.length === 1 ? found[0] : undefined;
}

const numberOf = ({ merchantNo, channel }: OpenDay) => `${merchantNo} ${channel}`;
const dayOf = ({ day, channel }: OpenDay) => `${day} ${channel}`;

/** Adds to `found` the choices of two numbers or more that come to the sum, until there are two; what is left of `left`. */
function several(
  sum: number,
  of: readonly OpenDay[],
  given: { readonly found: (readonly OpenDay[])[]; readonly left: number },
): number {
  const days = of.toSorted((a, b) => Math.abs(b.open.fen) - Math.abs(a.open.fen));
  // What the days from here on can come to, at least and at most.
  const bounds = days.reduceRight<readonly { readonly least: number; readonly most: number }[]>(
    (after, { open: { fen } }) => {
      const [{ least, most }] = after as [typeof after[number]];
      return [{ least: least + Math.min(fen, 0), most: most + Math.max(fen, 0) }, ...after];
    },
    [{ least: 0, most: 0 }],
  );
  const { found } = given;
  let left = given.left;
  const chosen: OpenDay[] = [];
  choose(0, sum);
  return left;

  function choose(at: number, rest: number): void {
    if (left === 0 || found.length > 1) return;
    const { least, most } = bounds[at]!;
    if (rest < least || rest > most) return;
    const day = days[at];
    if (!day) {
      if (chosen.length > 1) found.push([...chosen]);
      return;
    }
    left--;
    chosen.push(day);
    choose(at + 1, rest - day.open.fen);
    chosen.pop();
    choose(at + 1, rest);
  }
}

/** As a receipt of a number has them. */
export function receiptDays(
  merchantNo: MerchantNo,
  days: readonly OpenDay[],
): readonly ReceiptDay[] {
  return days.map(({ day, open: { fen }, receipts, ...of }) => ({
    ...(of.merchantNo === merchantNo ? {} : { merchantNo: of.merchantNo }),
    day,
    fen,
    nth: receipts + 1,
  }));
}
