import type { Instant } from "../time.ts";

/** A code on its way to a phone. */
export interface OneTimeCode {
  /** Keyed, over the code and what it is good for. */
  readonly digest: string;
  /** What it is good for: purpose and phone, and what it is about. */
  readonly subject: string;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
}
