import type { ConsumerId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Unit } from "../unit.ts";
import type { Consumer } from "./consumer.ts";
import type { IdentityDigests } from "./digest_identity.ts";

/** A consumer with the cards the channel last reported, sealed. */
export interface ConsumerWithCards {
  readonly consumer: Consumer;
  readonly sealedCards: string | undefined;
}

/** Reads of consumers; each is a query for `load`. Units are for `write`. */
export interface ConsumerStore {
  byId(consumerId: ConsumerId): Query<ConsumerWithCards | undefined>;
  /** Whether there is more to the account than a phone: contracts, cards, payments, another way in. */
  isInUse(consumerId: ConsumerId): Query<boolean>;
  /** Those who are older than digests. */
  undigested(max: number): Query<readonly Consumer[]>;
  /** Of those who still have none. */
  keepDigests(
    digested: readonly (IdentityDigests & Pick<Consumer, "consumerId">)[],
  ): Unit;
  /** How often the person whom this phone signs in reported it lost; undefined where it signs nobody in. */
  lossesOfPhone(phoneDigest: string): Query<number | undefined>;
}
