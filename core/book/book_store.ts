import type { Fee } from "../fee/fee_of.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { ChannelOrderNo, DeductionId, MerchantNo, PaymentId } from "../id.ts";
import type { SubjectId } from "../statement_file/match_line.ts";
import type { TransferRef } from "./transfer.ts";
import type { Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Mode } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { OwnedKind, SharedAccount } from "./account.ts";
import type { BookLine } from "./book_line.ts";
import type { ClearingBalance } from "./clearing_balance.ts";

/** What an account that everybody touches stands at, on the credit side. */
export interface SharedBalance {
  readonly mode: Mode;
  readonly account: SharedAccount;
  readonly balance: Money;
}

/** A fee of which a refund gives some back. */
export interface FeeBehind {
  readonly fee: Fee;
  readonly returned: Fee;
  readonly amount: Money;
  readonly refunded: Money;
}

/** Where the money of a payment, deduction or refund is, whether it was booked or not. */
export interface BookedBehind {
  readonly channel: ChannelName;
  /** At which number it settles. */
  readonly payee: MerchantNo;
  /** The transfer that booked it. */
  readonly of: TransferRef | undefined;
}

export interface BookStore {
  /** What the caller's own account stood at before that moment; now without one. */
  balance(caller: Caller, kind: OwnedKind, before?: Instant): Query<Money>;
  /** Of the caller's last clearing day up to that one; without one, of the last there is. Undefined before the first. */
  clearedUpTo(caller: Caller, day?: BusinessDay): Query<ClearingBalance | undefined>;
  entries(caller: Caller, page: Listing, kind: OwnedKind): Stretch<BookLine>;
  /** What was booked as the fee of a payment or a deduction; undefined where there is none. */
  feeOf(subjectId: PaymentId | DeductionId): Query<Fee | undefined>;
  /** What refunds of it gave back; undefined where none did. */
  returnedFeeOf(subjectId: PaymentId | DeductionId): Query<Fee | undefined>;
  /** The fee of what a refund gives back, and how much of both went back already; undefined where there is none. */
  feeBehind(refundNo: ChannelOrderNo): Query<FeeBehind | undefined>;
  behind(subjectId: SubjectId): Query<BookedBehind | undefined>;
  /** Of all accounts that are nobody's own. */
  shared(): Query<readonly SharedBalance[]>;
}
