import type { Consumer } from "../consumer/consumer.ts";
import type { ConsumerId } from "../id.ts";
import type { Credential } from "../passkey/passkey.ts";
import type { Query } from "../query.ts";

export interface ConsumerPasskey extends Credential {
  readonly consumerId: ConsumerId;
}

export interface PasskeyOfConsumer {
  readonly passkey: ConsumerPasskey;
  readonly consumer: Consumer;
}

/** Reads of consumers' passkeys; what changes them are events of the consumer. */
export interface ConsumerPasskeyStore {
  byCredential(credentialId: string): Query<PasskeyOfConsumer | undefined>;
  /** In the order in which they were made. */
  of(consumerId: ConsumerId): Query<readonly ConsumerPasskey[]>;
  /** Of whoever is signed in with this token; none where nobody is. */
  ofSession(tokenDigest: string): Query<readonly ConsumerPasskey[]>;
}
