import type { ChannelName } from "../channel/channel.ts";
import type { ArrearId, ConsumerId, ContractId, DeductionId, MerchantNo } from "../id.ts";
import type { DaysOf, Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Arrear } from "./arrear.ts";
import type { OwnArrear } from "./own_arrear.ts";

export type ArrearFilters = Filters<"contract_id" | "deduction_id" | "state">;

/** What a person finds arrears by; amounts in fen. */
export type ArrearSearch = ArrearFilters & DaysOf & Filters<"arrear_id" | "merchant_order_no"> & {
  readonly amount_from?: number | undefined;
  readonly amount_to?: number | undefined;
};

/** Reads of arrears; each is a query for `load`. `now` is our clock. */
export interface ArrearStore {
  byId(arrearId: ArrearId): Query<Arrear | undefined>;
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(caller: Caller, arrearId: ArrearId): Query<Arrear | undefined>;
  list(caller: Caller, page: Listing, filters: ArrearFilters): Query<readonly Arrear[]>;
  search(caller: Caller, page: Listing, filters: ArrearSearch): Stretch<Arrear>;
  /** What is owed for this charge, or what this charge tries again. */
  ofDeduction(deductionId: DeductionId): Query<Arrear | undefined>;
  ofConsumer(consumerId: ConsumerId, arrearId: ArrearId): Query<OwnArrear | undefined>;
  ofContract(contractId: ContractId, max: number): Query<readonly OwnArrear[]>;
  /** Of this session's consumer: what is owed, the oldest first, then what has been settled lately. */
  ofSession(tokenDigest: string, max: number): Query<readonly OwnArrear[]>;
  /** Whatever has a retry to come. */
  toBeRetried(max: number): Query<readonly Arrear[]>;
  /**
   * Those whose time has come and that one of `channels` can charge now, while nobody is paying them, and those whose
   * contract has ended; the oldest first.
   */
  dueToRetry(
    now: Instant,
    given: {
      readonly merchantNo: MerchantNo | undefined;
      readonly channels: readonly ChannelName[];
      readonly max: number;
    },
  ): Query<readonly Arrear[]>;
}
