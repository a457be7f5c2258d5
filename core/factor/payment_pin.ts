import type { ConsumerId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";

/** Six digits that their owner knows; what is kept of them. */
export interface PaymentPin {
  readonly consumerId: ConsumerId;
  /** Keyed, over what the digits were stretched to. */
  readonly digest: string;
  /** Base64url. */
  readonly salt: string;
  /** How often they were hashed for it; more for newer ones, when machines are faster. */
  readonly rounds: number;
  readonly setAt: Instant;
}

/** Reads of payment PINs; what changes them are events of the consumer. */
export interface PaymentPinStore {
  of(consumerId: ConsumerId): Query<PaymentPin | undefined>;
}
