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
 * When a contract signed at `signedAt` ends by itself. The day of signing is not counted, and the last day is a whole
 * one [Civil Code of the People's Republic of China, articles 201 and 203]. Undefined = when somebody ends it.
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

/** From the midnight on nothing is charged, though no sweep has ended it yet; `today` is the day of its merchant. */
export function hasExpired(
  { expiresAt }: { readonly expiresAt: Instant | undefined },
  today: BusinessDay,
): boolean {
  return expiresAt !== undefined && today > lastDayOf(expiresAt);
}

/** No new charge comes of it any more, though the channel may not have agreed yet. */
export function isEnding(
  contract: { readonly state: ContractState; readonly expiresAt: Instant | undefined },
  today: BusinessDay,
): boolean {
  return contract.state === "terminating" || hasExpired(contract, today);
}
