import type { ConsumerId } from "../id.ts";
import { type Duration, type Instant, minutes } from "../time.ts";

/** [OWASP ASVS 5.0, 6.5 and 6.6: at least 20 bits or rate limited, short-lived, used once.] */
export const PHONE_CODE_LIFE: Duration = minutes(5);

/** A code on its way to a phone, good for one thing (`subject`); only its keyed digest is kept. */
export interface PhoneCode {
  /** What it is for, e.g. `sign sgn_… con_…`. */
  readonly subject: string;
  readonly consumerId: ConsumerId;
  readonly digest: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}
