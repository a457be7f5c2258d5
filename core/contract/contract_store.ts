import type { RecordedEvent } from "../event.ts";
import type { ConsumerId, ContractId, MerchantNo } from "../id.ts";
import type { Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Query } from "../query.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { Contract } from "./contract.ts";
import type { ContractMove } from "./contract_move.ts";

/** A contract with its owner and what was charged on it today. */
export interface ContractWithUse {
  readonly contract: Contract;
  /** The merchant number it belongs to. */
  readonly owner: Merchant;
  /** The owner's day in Asia/Shanghai, on the owner's clock. */
  readonly today: BusinessDay;
  /** What counts against `today`'s limit. */
  readonly usedToday: Money;
}

export type ContractFilters = Filters<"contract_code" | "plan_id" | "state">;
/** What a person finds contracts by. */
export type ContractSearch =
  & ContractFilters
  & Filters<"contract_id" | "user_id" | "open_id" | "channel">;

/**
 * Reads of contracts; each is a query for `load`. `now` is ours: each contract's day follows from its owner's clock.
 */
export interface ContractStore {
  /** Only the caller's own; a parent reads its children's contracts with their keys, not with its own. */
  ownById(
    caller: Caller,
    contractId: ContractId,
    now: Instant,
  ): Query<ContractWithUse | undefined>;
  /** Any merchant's. */
  byId(contractId: ContractId, now: Instant): Query<ContractWithUse | undefined>;
  /** By when they were signed. A contract code is reused when a consumer signs again after an end. */
  list(
    caller: Caller,
    page: Listing,
    filters: ContractFilters,
    now: Instant,
  ): Query<readonly ContractWithUse[]>;
  search(
    caller: Caller,
    page: Listing,
    filters: ContractSearch,
    now: Instant,
  ): Stretch<ContractWithUse>;
  /** The same of those in force that have to be signed again, because they are of another channel than their number. */
  toSignAgain(
    caller: Caller,
    page: Listing,
    filters: ContractFilters,
    now: Instant,
  ): Query<readonly ContractWithUse[]>;
  searchToSignAgain(
    caller: Caller,
    page: Listing,
    filters: ContractSearch,
    now: Instant,
  ): Stretch<ContractWithUse>;
  /** How many of the caller's have to be and were; undefined for an unknown caller. */
  move(caller: Caller): Query<ContractMove | undefined>;
  /**
   * What this session's consumer has signed and not ended, with any merchant, newest first; another query says
   * whether the session is still valid.
   */
  inForceOfSession(tokenDigest: string, now: Instant): Query<readonly ContractWithUse[]>;
  /** All of a person's in force, however many, with any merchant. */
  inForceOf(consumerId: ConsumerId, now: Instant): Query<readonly ContractWithUse[]>;
  /** The most recently ended ones. */
  endedOfSession(tokenDigest: string, now: Instant): Query<readonly ContractWithUse[]>;
  /** Unsigns to ask about again by `due`, of merchants on our clock or only of the one given. */
  toAsk(
    due: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Contract[]>;
  /** Contracts that have expired by `due` but have not been ended; of the same merchants as `toAsk`. */
  dueToExpire(
    due: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Contract[]>;
  /** What the consumer agreed to, as a compact JWS. */
  evidence(contractId: ContractId): Query<string | undefined>;
  /** Every lifecycle event, oldest first: the links of the hash chain. */
  lifecycle(contractId: ContractId): Query<readonly RecordedEvent[]>;
}
