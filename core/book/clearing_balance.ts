import { type Money, noMoney, subtract } from "../money.ts";
import type { BusinessDay } from "../time.ts";

/** What a merchant number is owed at the end of a clearing day, of that day and all before it (docs/books.md). */
export interface ClearingBalance {
  readonly day: BusinessDay;
  /** Less fees. */
  readonly cleared: Money;
  readonly madeUp: Money;
  /** By the bank, of batches of these days. */
  readonly paid: Money;
  readonly balance: Money;
}

/** What came and went between two of them: after the one, up to the other. */
export interface ClearingRange {
  /** Undefined where no clearing day was before. */
  readonly opening: ClearingBalance | undefined;
  readonly closing: ClearingBalance;
  readonly cleared: Money;
  readonly madeUp: Money;
  readonly paid: Money;
}

export function rangeOf(
  opening: ClearingBalance | undefined,
  closing: ClearingBalance | undefined,
): ClearingRange | undefined {
  if (!closing) return undefined;
  const moved = (name: "cleared" | "madeUp" | "paid") =>
    subtract(closing[name], opening?.[name] ?? noMoney);
  return {
    opening,
    closing,
    cleared: moved("cleared"),
    madeUp: moved("madeUp"),
    paid: moved("paid"),
  };
}
