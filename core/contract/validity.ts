import type { ContractState } from "./contract.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  endOfBusinessDay,
  type Instant,
  milliseconds,
} from "../time.ts";

/**
 * When a contract signed at `signedAt` expires. The day of signing does not count, and the last day is a full day
 * [Civil Code of the People's Republic of China, articles 201 and 203]. Undefined = no end date.
 */
export function validUntil(
  contractDays: number | undefined,
  signedAt: Instant,
): Instant | undefined {
  return contractDays === undefined ? undefined : endOfBusinessDay(signedAt, contractDays);
}

/** The last day on which it may be charged. */
export function lastDayOf(expiresAt: Instant): BusinessDay {
  return businessDay(after(expiresAt, milliseconds(-1)));
}

/** From that midnight on nothing is charged, even if no sweep has ended it yet; `today` is on its merchant's clock. */
export function hasExpired(
  { expiresAt }: { readonly expiresAt: Instant | undefined },
  today: BusinessDay,
): boolean {
  return expiresAt !== undefined && today > lastDayOf(expiresAt);
}

/** It takes no new charges, even if the channel has not confirmed yet. */
export function isEnding(
  contract: { readonly state: ContractState; readonly expiresAt: Instant | undefined },
  today: BusinessDay,
): boolean {
  return contract.state === "terminating" || hasExpired(contract, today);
}
