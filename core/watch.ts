import type { MerchantNo } from "./id.ts";

/** Why a follower stops waiting: its subject may have changed, its time is up, or it was closed. */
export type Awakening = "woken" | "waited" | "closed";

export interface Follower {
  /**
   * `woken` when something may have happened to one of the subjects since the last `next` (or since `follow`),
   * `waited` after `ms` milliseconds, `closed` once it was closed here or because the process is stopping. It never
   * says what happened: whoever is woken reads. One `next` at a time.
   */
  next(ms: number): Promise<Awakening>;
  /** Follows these subjects from now on, including what has happened to them since the last `next`. */
  follow(subjects: readonly string[]): void;
  close(): void;
}

/** Wakes those waiting for a change, whichever process commits it. */
export interface Watch {
  /**
   * `subjects` are ids whose events matter: an order's also wake for its payments, refunds and codes, a contract's
   * for its deductions, a merchant number's for its new orders. Undefined when this process has reached its maximum.
   */
  follow(subjects: readonly string[]): Follower | undefined;
}

/** What a page follows if a merchant's clock affects it, because that clock can be moved in test mode. */
export function clockOf(merchantNo: MerchantNo): string {
  return `clock of ${merchantNo}`;
}
