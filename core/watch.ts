import type { MerchantNo } from "./id.ts";

/** Why a follower waits no more: its subject may have changed, its time is up, or nobody follows any more. */
export type Awakening = "woken" | "waited" | "closed";

export interface Follower {
  /**
   * `woken` when something may have happened to one of the subjects since the last `next` (or since `follow`),
   * `waited` after `ms` milliseconds, `closed` once it was closed here or by the process that ends. Never what
   * happened: whoever is woken reads. One `next` at a time.
   */
  next(ms: number): Promise<Awakening>;
  /** These subjects from now on, and what happened to them since the last `next`. */
  follow(subjects: readonly string[]): void;
  close(): void;
}

/** Wakes those who wait for a change, whoever commits it: this process or another one. */
export interface Watch {
  /**
   * `subjects` are ids whose events matter: an order's also wake for its payments, refunds and codes, a contract's for
   * its deductions, a merchant number's for its new orders. Undefined when this process holds as many as it may.
   */
  follow(subjects: readonly string[]): Follower | undefined;
}

/** What a page follows that a merchant's clock changes, since that clock may be moved in test mode. */
export function clockOf(merchantNo: MerchantNo): string {
  return `clock of ${merchantNo}`;
}
