import type { ConsumerId } from "../id.ts";
import type { Instant } from "../time.ts";

/** A code on its way to a phone, good for one thing (`subject`); only its keyed digest is kept. */
export interface PhoneCode {
  /** What it is for, e.g. `sign sgn_… con_…`. */
  readonly subject: string;
  readonly consumerId: ConsumerId;
  readonly digest: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}
