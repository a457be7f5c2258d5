import type { MerchantNo } from "../id.ts";
import type { Money } from "../money.ts";
import type { BusinessDay } from "../time.ts";

/** What a channel's files say of a number's day, less what has come for it; negative where more came. */
export interface OpenDay {
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
  readonly open: Money;
  /** How often money has come for it. */
  readonly receipts: number;
}

/** A day that a receipt is for, in fen; the first, second … for that day. */
export interface ReceiptDay {
  readonly day: BusinessDay;
  readonly fen: number;
  readonly nth: number;
}

/** So many days back a receipt may be for. */
export const OPEN_DAYS_BACK = 31;

/**
 * The days that come to this sum: one of a number, or several in a row without one left out between them, as banks pay a
 * weekend. Undefined where there are none, or more than one choice: nothing is ever joined on a guess.
 */
export function daysFor(
  sum: Money,
  days: readonly OpenDay[],
): { readonly merchantNo: MerchantNo; readonly days: readonly ReceiptDay[] } | undefined {
  let found: readonly OpenDay[] | undefined;
  for (const of of Map.groupBy(days, ({ merchantNo }) => merchantNo).values()) {
    for (let from = 0; from < of.length; from++) {
      let fen = 0;
      for (let to = from; to < of.length; to++) {
        fen += of[to]!.open.fen;
        if (fen !== sum.fen) continue;
        if (found) return undefined;
        found = of.slice(from, to + 1);
      }
    }
  }
  const [first] = found ?? [];
  return first && found && {
    merchantNo: first.merchantNo,
    days: found.map(({ day, open, receipts }) => ({ day, fen: open.fen, nth: receipts + 1 })),
  };
}
