import type { ChannelName, DueToQuery } from "../channel/channel.ts";
import type { Contract } from "../contract/contract.ts";
import type { ChannelOrderNo, ContractId, DeductionId } from "../id.ts";
import type { DaysOf, Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { Charge } from "./charge.ts";
import type { Deduction } from "./deduction.ts";
import type { AdvanceState } from "./network_advance.ts";
import type { NoticeStore } from "./notice_store.ts";
import type { PollGuard } from "./poll_guard.ts";

/** A deduction with everything that a response or the channel needs. */
export interface FoundDeduction {
  readonly deduction: Deduction;
  readonly contract: Contract;
  /** Who charges. */
  readonly merchant: Merchant;
  /** On the clock of the merchant the contract belongs to. */
  readonly today: BusinessDay;
  readonly usedToday: Money;
  readonly guard: PollGuard;
}

/** A deduction by the merchant's number, without its surroundings: the charge that asks loads them anyway. */
export type NumberedDeduction = Pick<FoundDeduction, "deduction" | "guard">;

export type DeductionFilters = Filters<"merchant_order_no" | "contract_id" | "state">;

/** What a person finds deductions by; amounts in fen. */
export type DeductionSearch = DeductionFilters & DaysOf & Filters<"deduction_id" | "failure"> & {
  readonly amount_from?: number | undefined;
  readonly amount_to?: number | undefined;
};

/** Reads of deductions; each is a query for `load`. Units are for `write`. `now` is our clock. */
export interface DeductionStore extends NoticeStore {
  byNo(caller: Caller, merchantOrderNo: string): Query<NumberedDeduction | undefined>;
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(
    caller: Caller,
    deductionId: DeductionId,
    now: Instant,
  ): Query<FoundDeduction | undefined>;
  /** What the network advanced, of any merchant, the oldest first. */
  advances(
    page: {
      readonly state: AdvanceState;
      readonly past: DeductionId | undefined;
      readonly max: number;
    },
    now: Instant,
  ): Query<readonly FoundDeduction[]>;
  /** Only the caller's own, also on its parent's contracts. */
  list(
    caller: Caller,
    page: Listing,
    filters: DeductionFilters,
    now: Instant,
  ): Query<readonly FoundDeduction[]>;
  search(
    caller: Caller,
    page: Listing,
    filters: DeductionSearch,
    now: Instant,
  ): Stretch<FoundDeduction>;
  byId(deductionId: DeductionId): Query<Deduction | undefined>;
  byChannelOrderNo(no: ChannelOrderNo, now: Instant): Query<FoundDeduction | undefined>;
  /** What was charged on a contract, newest first, by any merchant. */
  ofContract(contractId: ContractId, max: number): Query<readonly Charge[]>;
  /** The latest of each contract of this session's consumer, newest first. */
  ofSession(tokenDigest: string, max: number): Query<readonly Charge[]>;
  /**
   * Recorded ones not yet sent to the channel, oldest first: those that one of `channels` can charge, and those whose
   * contract is no longer active.
   */
  dueToSend(
    now: Instant,
    channels: readonly ChannelName[],
    max: number,
  ): Query<readonly FoundDeduction[]>;
  dueToQuery(due: DueToQuery): Query<readonly FoundDeduction[]>;
  /**
   * Moves the next poll and forgets the early ones; returns a row to one of several simultaneous polls that are on
   * time, none to the others.
   */
  movePoll(
    deductionId: DeductionId,
    given: { readonly now: Instant; readonly next: Instant },
  ): Unit;
  /** Counts an early poll, and blocks the id at the last one; returns the row afterwards, none once it has ended. */
  countEarlyPoll(
    deductionId: DeductionId,
    given: { readonly untilBlock: number; readonly blockedUntil: Instant },
  ): Unit;
}
