import type { Mode } from "../merchant/merchant.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";

/** An app that the institution trusts to know its users. */
export interface WalletApp {
  /** The `iss` of its tickets. */
  readonly name: string;
  /** Where its public keys are. */
  readonly jwksUrl: string;
  /** Where it pays out of its users' balances, if it does. */
  readonly balances?: WalletBalances | undefined;
}

export interface WalletBalances {
  /** What is asked is a path below it. */
  readonly url: string;
  /** Of the merchant numbers that it pays. */
  readonly mode: Mode;
}

export interface UsedTicket {
  readonly wallet: string;
  readonly jti: string;
  /** After that nobody would take it anyway. */
  readonly expiresAt: Instant;
}

export interface WalletTicketStore {
  /** Refused when it was used before. Also deletes some that are past their time. */
  use(ticket: UsedTicket, now: Instant): Unit;
}
