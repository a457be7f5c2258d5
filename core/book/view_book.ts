import type { Deps } from "../deps.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import { type BusinessDay, businessDay, type Instant, instant } from "../time.ts";
import type { OwnedKind } from "./account.ts";
import { type ClearingRange, rangeOf } from "./clearing_balance.ts";

/** What an account stood at. */
export interface BalanceAt {
  readonly at: Instant;
  readonly balance: Money;
}

export interface BookView {
  readonly payable: Money;
  readonly refunds: Money;
  /** Of the account that was asked for, before the first and after the last moment; undefined without a bound. */
  readonly opening: BalanceAt | undefined;
  readonly closing: BalanceAt | undefined;
  /** By clearing day, over the same days; undefined where none of them or before them is settled. */
  readonly clearing: ClearingRange | undefined;
}

/** What a merchant number's accounts stand at now, one of them at both ends of a range, and its clearing days in it. */
export async function viewBook(
  { load, books }: Deps,
  caller: Caller,
  { kind, from, to }: {
    readonly kind: OwnedKind;
    readonly from: Instant | undefined;
    readonly to: Instant | undefined;
  },
): Promise<BookView> {
  const [payable, refunds, opening, closing, before, until] = await load(
    books.balance(caller, "payable"),
    books.balance(caller, "refunds"),
    books.balance(caller, kind, from),
    books.balance(caller, kind, to),
    books.clearedUpTo(caller, from === undefined ? undefined : lastDayBefore(from)),
    books.clearedUpTo(caller, to === undefined ? undefined : lastDayBefore(to)),
  );
  return {
    payable,
    refunds,
    opening: from === undefined ? undefined : { at: from, balance: opening },
    closing: to === undefined ? undefined : { at: to, balance: closing },
    clearing: rangeOf(from === undefined ? undefined : before, until),
  };
}

/** A range ends where the day after its last begins. */
export function lastDayBefore(at: Instant): BusinessDay {
  return businessDay(instant(at - 1));
}
