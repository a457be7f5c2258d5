import type { Money } from "../money.ts";

/** How many and how much; `count` is exact up to `TODAY_MAX`, and so is the sum. */
export interface Figure {
  readonly count: number;
  readonly sum: Money;
}

/** What began today, in Asia/Shanghai, and what has become of it. */
export interface MerchantToday {
  readonly orders: Figure;
  readonly paid: Figure;
  /** Succeeded. */
  readonly refunds: Figure;
  /** Succeeded. */
  readonly deductions: Figure;
}

/** More than so many of a day are not counted: a page stays as fast at the largest merchant. */
export const TODAY_MAX = 5_000;
