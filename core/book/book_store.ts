import type { Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Mode } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { OwnedKind, SharedAccount } from "./account.ts";
import type { BookLine } from "./book_line.ts";

/** What an account that everybody touches stands at, on the credit side. */
export interface SharedBalance {
  readonly mode: Mode;
  readonly account: SharedAccount;
  readonly balance: Money;
}

export interface BookStore {
  /** What the caller's own account stood at before that moment; now without one. */
  balance(caller: Caller, kind: OwnedKind, before?: Instant): Query<Money>;
  entries(caller: Caller, page: Listing, kind: OwnedKind): Stretch<BookLine>;
  /** Of all accounts that are nobody's own. */
  shared(): Query<readonly SharedBalance[]>;
}
