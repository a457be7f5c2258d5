import type { ConsumerId } from "../id.ts";
import type { Instant } from "../time.ts";

/** A person, by however many identities they are known. What identifies them is sealed at rest. */
export interface Consumer {
  readonly consumerId: ConsumerId;
  /** Sealed by the vault with the context `consumers.<column>.<consumer id>`. */
  readonly sealedName: string;
  readonly sealedPhone: string;
  readonly sealedIdNumber: string;
  /** Keyed; empty where there is nothing to compare, undefined for who is older than digests. */
  readonly phoneDigest: string | undefined;
  readonly idNumberDigest: string | undefined;
  /** Wants a message after each charge (any consumer may ask for it). */
  readonly tellAfterCharge: boolean;
  /** Since when they have closed password-free charging altogether. */
  readonly chargingClosedAt: Instant | undefined;
  /** Since when their phone is reported as lost. */
  readonly phoneLostAt: Instant | undefined;
  /** How often it was: no browser is known any more that was known before the last time. */
  readonly phoneLosses: number;
  readonly createdAt: Instant;
  readonly version: number;
}

/** What identifies a person and is masked wherever it is shown. */
export type OwnField = "name" | "phone" | "id_number";

/** Whether no contract of theirs is charged, and none signed. */
export function isChargingClosed(
  { chargingClosedAt, phoneLostAt }: Pick<Consumer, "chargingClosedAt" | "phoneLostAt">,
): boolean {
  return chargingClosedAt !== undefined || phoneLostAt !== undefined;
}

/** `张*`, `138****1234`, `110***********12`: what a page may show. */
export function maskedName(name: string): string {
  const [first = ""] = name;
  return `${first}*`;
}

export function maskedPhone(phone: string): string {
  return phone.length < 8 ? "****" : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

export function maskedIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 3)}${"*".repeat(Math.max(0, idNumber.length - 5))}${
    idNumber.slice(-2)
  }`;
}
