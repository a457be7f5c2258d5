import type { AppId, MerchantNo } from "../id.ts";
import type { Duration, Instant } from "../time.ts";
import { after } from "../time.ts";

/** Test and live never mix: a test merchant pays through the sandbox channel and may use test helpers. */
export type Mode = "test" | "live";

/** Permissions granted to one merchant number, each separately [docs/clients.md]. */
export const products = [
  "in_app_control",
  "sdk_wap",
  "api_wap",
  "cashier",
  "screen_code",
  "static_code",
  "contract",
] as const;
export type Product = (typeof products)[number];

export interface Merchant {
  readonly merchantNo: MerchantNo;
  readonly parentNo: MerchantNo | undefined;
  /** The app its plans belong to: its own, or its oldest ancestor's. Open ids are pairwise to it. */
  readonly appId: AppId;
  /** The recorded consent that its direct children may charge its contracts. */
  readonly sharesContracts: boolean;
  readonly name: string;
  readonly mode: Mode;
  readonly products: readonly Product[];
  /** Where a consumer may be sent back to: exact origin and path prefix. Empty in test mode = any https URL. */
  readonly returnUrls: readonly string[];
  /** Origins whose pages may show a checkout in a frame; exact, none by default. */
  readonly embedOrigins: readonly string[];
  /** How far this test merchant's clock is ahead of ours; always 0 for a live merchant. */
  readonly clockOffset: Duration;
  readonly createdAt: Instant;
  readonly version: number;
}

/** Now, on this merchant's own clock. */
export function merchantNow(merchant: Pick<Merchant, "clockOffset">, now: Instant): Instant {
  return after(now, merchant.clockOffset);
}
