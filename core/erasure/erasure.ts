import type { BindingId, ConsumerId, ContractId } from "../id.ts";
import type { Query } from "../query.ts";
import { type Duration, type Instant, minutes } from "../time.ts";
import type { Unit } from "../unit.ts";

/** How often it is looked at what is left; a channel may take days to agree that a contract ends. */
export const LOOK_EVERY: Duration = minutes(10);

/** Somebody who wants to be forgotten, and is not yet. */
export interface WaitingErasure {
  readonly consumerId: ConsumerId;
  readonly askedAt: Instant;
}

/** What has to end before anybody can be forgotten. */
export interface Left {
  /** Still to be ended. */
  readonly contracts: readonly ContractId[];
  /** Being ended, until the channel agrees. */
  readonly endingContracts: number;
  /** Still to be removed. */
  readonly cards: readonly BindingId[];
  /** Being removed, or just being bound. */
  readonly endingCards: number;
  readonly arrears: number;
  readonly disputes: number;
  /** Charges, signings and recoveries under way. */
  readonly underWay: number;
}

/** Reads of erasures; what changes them are events of the consumer. */
export interface ErasureStore {
  waiting(consumerId: ConsumerId): Query<WaitingErasure | undefined>;
  /** When it was done; undefined for everybody else. */
  erasedAt(consumerId: ConsumerId): Query<Instant | undefined>;
  /** To be looked at by then, the oldest first. */
  due(now: Instant, max: number): Query<readonly WaitingErasure[]>;
  left(consumerId: ConsumerId): Query<Left>;
  /** Not before then; another process may have ended it meanwhile. */
  lookAfter(consumerId: ConsumerId, at: Instant): Unit;
}

export function isNothing(left: Left): boolean {
  return left.contracts.length + left.endingContracts + left.cards.length + left.endingCards +
      left.arrears + left.disputes + left.underWay === 0;
}
