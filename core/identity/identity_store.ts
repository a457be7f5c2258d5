import type { Consumer } from "../consumer/consumer.ts";
import type { ConsumerId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Identity } from "./identity.ts";

/** Reads of identities; what changes them are events of the consumer. */
export interface IdentityStore {
  /** Whose it is. */
  holder(identity: Pick<Identity, "issuer" | "subject">): Query<Consumer | undefined>;
  /** Of one person. */
  of(consumerId: ConsumerId): Query<readonly Identity[]>;
  /** Of whoever is signed in by this session. */
  ofSession(tokenDigest: string, now: Instant): Query<readonly Identity[]>;
}
