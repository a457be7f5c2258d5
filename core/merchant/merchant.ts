import type { ChannelName } from "../channel/channel.ts";
import type { AppId, EnterpriseId, MerchantNo } from "../id.ts";
import type { Brand } from "../brand/brand.ts";
import type { Machine } from "../machine.ts";
import type { Duration, Instant } from "../time.ts";
import { after } from "../time.ts";

/** Test and live never mix: a test number trades through the sandbox or a channel's test environment [docs/unionpay.md]. */
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
  "bound_card",
  "balance",
] as const;
export type Product = (typeof products)[number];

export type MerchantState = "active" | "suspended" | "closed";
export type MerchantSignal = "suspended" | "resumed" | "closed";

/** What each state means for orders, contracts and keys: docs/merchants.md. Closed is final. */
export const merchantMachine = {
  active: { suspended: "suspended", closed: "closed" },
  suspended: { resumed: "active", closed: "closed" },
  closed: {},
} as const satisfies Machine<MerchantState, MerchantSignal>;

export type MerchantStanding =
  | { readonly state: "active" }
  | { readonly state: "suspended"; readonly reason: string; readonly suspendedAt: Instant }
  | { readonly state: "closed"; readonly reason: string; readonly closedAt: Instant };

export type Merchant = MerchantFacts & MerchantStanding;

export interface MerchantFacts {
  readonly merchantNo: MerchantNo;
  readonly parentNo: MerchantNo | undefined;
  /** The app its plans belong to: its own, or its oldest ancestor's. Open ids are pairwise to it. */
  readonly appId: AppId;
  /** Of a test number: the live one whose people try things out here. */
  readonly testOf: MerchantNo | undefined;
  /** The legal subject it belongs to, where that is known. */
  readonly enterpriseId: EnterpriseId | undefined;
  /** What its parent calls it. */
  readonly reference: string | undefined;
  readonly name: string;
  readonly mode: Mode;
  /** What it was connected to, and trades through from then on. What began before stays where it began. */
  readonly channel: ChannelName | undefined;
  /** Connected, and not switched on yet: only a trial of one fen is paid. */
  readonly onTrial?: true;
  readonly products: readonly Product[];
  /** Where a consumer may be sent back to: exact origin and path prefix. Empty in test mode = any https URL. */
  readonly returnUrls: readonly string[];
  /** Origins whose pages may show a checkout in a frame; exact, none by default. */
  readonly embedOrigins: readonly string[];
  /** Undefined where it has neither a colour nor a logo. */
  readonly brand?: Brand | undefined;
  /** How far this test merchant's clock is ahead of ours; always 0 for a live merchant. */
  readonly clockOffset: Duration;
  readonly createdAt: Instant;
  readonly version: number;
}

export type MerchantNotActive = {
  readonly code: "merchant_not_active";
  readonly merchant_no: MerchantNo;
  readonly state: Exclude<MerchantState, "active">;
};

/** Why nothing new may begin at these merchant numbers: the first that is not active. */
export function notActive(
  ...merchants: readonly (Merchant | undefined)[]
): MerchantNotActive | undefined {
  for (const merchant of merchants) {
    if (!merchant || merchant.state === "active") continue;
    const { merchantNo: merchant_no, state } = merchant;
    return { code: "merchant_not_active", merchant_no, state };
  }
  return undefined;
}

/** Now, on this merchant's own clock. */
export function merchantNow(merchant: Pick<Merchant, "clockOffset">, now: Instant): Instant {
  return after(now, merchant.clockOffset);
}
