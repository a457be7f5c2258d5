import type { Source } from "./budget/ways.ts";
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

/** Whose open page a follower is, so that nobody takes all there are. */
export interface Holder {
  /** The same for everyone who has this page open. */
  readonly page: string;
  readonly source: Source;
  /** A paired screen, that no other page takes the place of. */
  readonly till?: boolean | undefined;
}

/** Wakes those waiting for a change, whichever process commits it. */
export interface Watch {
  /**
   * `subjects` are ids whose events matter: an order's also wake for its payments, refunds and codes, a contract's
   * for its deductions, a merchant number's for its new orders. `too_many` when this page is open too often;
   * undefined when this process has reached its maximum. Then a page that is `known` to exist may take the place of
   * one of whoever has most.
   */
  follow(
    subjects: readonly string[],
    holder?: Holder,
    known?: "known",
  ): Follower | "too_many" | undefined;
}

/** What a page follows if a merchant's clock affects it, because that clock can be moved in test mode. */
export function clockOf(merchantNo: MerchantNo): string {
  return `clock of ${merchantNo}`;
}
