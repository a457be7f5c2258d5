import type { MerchantNo, PayoutId, ProposalId, SettlementId } from "../id.ts";
import type { Stretch } from "../listing.ts";
import type { Listing } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { Refund } from "../refund/refund.ts";
import type { MaskedAccount, SettlementAccount } from "../settlement/settlement_account.ts";
import type { BusinessDay } from "../time.ts";
import type { Cleared } from "./batch_transfers.ts";
import type { BatchState, Payout, SettlementBatch, Waiting } from "./settlement_batch.ts";

export type ItemKind = "cleared" | "correction" | "chargeback" | "made_up" | "release";

/** What a batch has taken in. */
export interface BatchItem {
  readonly subjectId: string;
  readonly line: number;
  readonly kind: ItemKind;
  readonly day: BusinessDay;
  readonly amount: Money;
  readonly fee: Money;
}

export interface ItemPlace {
  readonly subjectId: string;
  readonly line: number;
}

/** A clearing day of which something waits to be settled. */
export interface WaitingDay {
  readonly day: BusinessDay;
  /** A batch of the day is there already: what waits came late. */
  readonly isSettled: boolean;
  readonly count: number;
  readonly net: Money;
}

/** A batch that is to be paid, and the account that it would be paid to now. */
export interface Payable {
  readonly batch: SettlementBatch;
  readonly account: SettlementAccount | undefined;
  /** Everything of its number is held. */
  readonly isHeld: boolean;
}

/** The batches of a day on which they are due, by state. */
export interface StateFigures {
  readonly state: BatchState;
  readonly count: number;
  readonly paid: Money;
}

export interface BatchFilter {
  readonly dueOn?: BusinessDay | undefined;
  readonly state?: BatchState | undefined;
  readonly merchantNo?: MerchantNo | undefined;
}

/** A payout, of what, and where it was sent. */
export type PaidRun =
  & { readonly payout: Payout; readonly masked: MaskedAccount }
  & (
    | {
      readonly batch: SettlementBatch;
      readonly account: SettlementAccount;
      readonly refund?: undefined;
    }
    | { readonly refund: Refund; readonly batch?: undefined }
  );

export function payeeOf(paid: PaidRun): MerchantNo {
  return (paid.batch ?? paid.refund).merchantNo;
}

export interface SettlementBatchStore {
  /** Numbers for which something waits, after `past`. */
  waitingPayees(past: string, max: number): Query<readonly MerchantNo[]>;
  /** The clearing days of what waits. */
  waitingDays(merchantNo: MerchantNo): Query<readonly WaitingDay[]>;
  /** Whether anything waits that no channel has cleared: corrections, what was made up or released. */
  hasOthers(merchantNo: MerchantNo): Query<boolean>;
  /** What a batch of that day would take in. */
  waiting(merchantNo: MerchantNo, day: BusinessDay): Query<Waiting>;
  cleared(merchantNo: MerchantNo, day: BusinessDay): Query<readonly Cleared[]>;
  last(merchantNo: MerchantNo): Query<SettlementBatch | undefined>;
  /** Days that the channel has cleared, between these, the latest first, that the number has no batch of. */
  daysWithout(
    merchantNo: MerchantNo,
    from: BusinessDay,
    until: BusinessDay,
  ): Query<readonly BusinessDay[]>;
  byId(settlementId: SettlementId): Query<SettlementBatch | undefined>;
  payables(settlementIds: readonly SettlementId[]): Query<readonly Payable[]>;
  ofRun(run: ProposalId): Query<readonly PaidRun[]>;
  payoutById(payoutId: PayoutId): Query<PaidRun | undefined>;
  payoutsOf(settlementId: SettlementId): Query<readonly Payout[]>;
  /** Those of this sum that may have come back, the latest first. */
  payoutsOfSum(fen: number, max: number): Query<readonly PaidRun[]>;
  /** What came back under this number of the bank's. */
  payoutReturnedAs(reference: string): Query<PaidRun | undefined>;
  items(settlementId: SettlementId, past: ItemPlace, max: number): Query<readonly BatchItem[]>;
  figuresOf(dueOn: BusinessDay): Query<readonly StateFigures[]>;
  list(filter: BatchFilter, past: string, max: number): Query<readonly SettlementBatch[]>;
  /** What must be paid first. */
  due(until: BusinessDay, max: number): Query<readonly Payable[]>;
  search(caller: Caller, page: Listing, filter: BatchFilter): Stretch<SettlementBatch>;
}
