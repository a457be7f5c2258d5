import type { ConsumerId } from "../id.ts";
import { type Duration, hours, type Instant, minutes } from "../time.ts";
import type { Consumer } from "./consumer.ts";

/** [OWASP ASVS 5.0, 7.3: sessions end by inactivity and by age.] */
export const SESSION_IDLE: Duration = minutes(15);
export const SESSION_LIFE: Duration = hours(8);

/** A consumer who came in from the app; only the token's digest is kept. */
export interface ConsumerSession {
  readonly tokenDigest: string;
  readonly consumerId: ConsumerId;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

export interface SessionConsumer {
  readonly consumer: Consumer;
  /** Sealed with the context `consumer_cards.sealed.<consumer id>`. */
  readonly sealedCards: string | undefined;
  readonly seenAt: Instant;
}
