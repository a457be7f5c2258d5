import type { Deps } from "../deps.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
import type { OwnedKind } from "./account.ts";

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
}

/** What a merchant number's accounts stand at now, and one of them at both ends of a range. */
export async function viewBook(
  { load, books }: Deps,
  caller: Caller,
  { kind, from, to }: {
    readonly kind: OwnedKind;
    readonly from: Instant | undefined;
    readonly to: Instant | undefined;
  },
): Promise<BookView> {
  const [payable, refunds, opening, closing] = await load(
    books.balance(caller, "payable"),
    books.balance(caller, "refunds"),
    books.balance(caller, kind, from),
    books.balance(caller, kind, to),
  );
  return {
    payable,
    refunds,
    opening: from === undefined ? undefined : { at: from, balance: opening },
    closing: to === undefined ? undefined : { at: to, balance: closing },
  };
}
