import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";

/** What an authenticator is to sign, once and soon. It is good for one thing only: its subject. */
export interface Challenge {
  readonly digest: string;
  /** `sign_in`, or with an id behind it: `join …`, `confirm ses_…`, `add ses_…`, `sign ses_… ord_… <digest>`. */
  readonly subject: string;
  /** What it is the digest of; undefined for a random one. */
  readonly text?: string | undefined;
  readonly expiresAt: Instant;
}

export interface ChallengeStore {
  /** Also deletes some that are past their time. */
  put(challenge: Challenge, now: Instant): Unit;
  /** Answers with a row to exactly one of those who take it, while it lasts. */
  take(challenge: Pick<Challenge, "digest" | "subject">, now: Instant): Unit;
}
