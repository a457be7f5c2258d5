import type { ConsumerId, ContractId, OrderId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { LimitedThing, OwnLimit, UsedOwnLimit } from "./own_limit.ts";

/** `now` is our clock: a day is that of the merchant number whose contract or order it is. */
export interface OwnLimitStore {
  of(consumerId: ConsumerId, about: LimitedThing): Query<OwnLimit | undefined>;
  /** All of theirs. */
  ofConsumer(consumerId: ConsumerId): Query<readonly OwnLimit[]>;
  /** That bound a charge on this contract: its own, and that of all charges. */
  ofContract(contractId: ContractId, now: Instant): Query<readonly UsedOwnLimit[]>;
  /** That bounds what this person pays for this order. */
  ofOrder(
    orderId: OrderId,
    consumerId: ConsumerId,
    now: Instant,
  ): Query<UsedOwnLimit | undefined>;
}
