import type { ConsumerId, MerchantNo } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { type Money, noMoney, subtract } from "../money.ts";
import { type BusinessDay, businessDay, type Instant } from "../time.ts";
import { dailyCaps, STATIC_TIER, type StaticTier, type Tier } from "../method/verification.ts";

/** How the rule's daily limit is read: per account, or per account and merchant number. */
export const limitReadings = ["account", "account_merchant"] as const;
export type LimitReading = (typeof limitReadings)[number];

/** Whose payments add up, and across what. */
export interface LimitScope {
  /** The consumer's id, the keyed digest of the browser's own secret, or `card:` and that of the channel's token. */
  readonly account: string;
  /** A mode, so that test and live never mix, or one merchant number. */
  readonly scope: string;
}

/** One counter: an account's day of static codes. */
export interface LimitDay extends LimitScope {
  readonly day: BusinessDay;
  readonly tier: StaticTier;
}

export interface LimitUse {
  readonly counter: LimitDay;
  readonly spent: Money;
}

/** Who is paying, as far as this browser reveals it. */
export interface Payer {
  /** Known if there is a session. */
  readonly consumerId: ConsumerId | undefined;
  readonly device: string | undefined;
}

/**
 * The key by which daily limits add up, here and nowhere else: the consumer if a session identifies them, otherwise
 * this browser. Undefined for a browser that has not paid yet: it has spent nothing.
 */
export function limitScope(
  reading: LimitReading,
  payer: { readonly consumerId: ConsumerId },
  merchant: Pick<Merchant, "mode" | "merchantNo">,
): LimitScope;
export function limitScope(
  reading: LimitReading,
  payer: Payer,
  merchant: Pick<Merchant, "mode" | "merchantNo">,
): LimitScope | undefined;
export function limitScope(
  reading: LimitReading,
  { consumerId, device }: Partial<Payer>,
  merchant: Pick<Merchant, "mode" | "merchantNo">,
): LimitScope | undefined {
  const account = consumerId ?? device;
  if (account === undefined) return undefined;
  return { account, scope: reading === "account" ? merchant.mode : merchant.merchantNo };
}

/**
 * A card's day at one merchant number, whichever browsers it pays from: without cookies a card would have as many days
 * as it has phones. The channel names the card only when it has been charged.
 */
export function cardDay(
  cardDigest: string,
  paid: { readonly merchantNo: MerchantNo; readonly createdAt: Instant },
): LimitDay {
  const { merchantNo: scope, createdAt } = paid;
  return { account: `card:${cardDigest}`, scope, day: businessDay(createdAt), tier: STATIC_TIER };
}

/** What a payer may still pay today by static codes. */
export interface DailyLimit {
  /** What the next payment counts against; undefined while the payer is unknown. */
  readonly counter: LimitDay | undefined;
  readonly tier: StaticTier;
  readonly cap: Money;
  /** Never below zero: late money counts too, and may exceed the limit. */
  readonly left: Money;
}

export interface LimitFacts {
  readonly payer: Payer;
  readonly merchant: Merchant;
  /** The payer's counters of this merchant's day, in every scope. */
  readonly uses: readonly LimitUse[];
}

export function dailyLimit(
  { payer, merchant, uses }: LimitFacts,
  given: { readonly reading: LimitReading; readonly now: Instant },
): DailyLimit {
  const tier = STATIC_TIER;
  const cap = dailyCaps[tier];
  const where = limitScope(given.reading, payer, merchant);
  if (!where) return { counter: undefined, tier, cap, left: cap };
  const counter = { ...where, day: businessDay(merchantNow(merchant, given.now)), tier };
  const use = uses.find((each) => sameCounter(each.counter, counter));
  const left = subtract(cap, use?.spent ?? noMoney);
  return { counter, tier, cap, left: left.fen < 0 ? noMoney : left };
}

function sameCounter(a: LimitDay, b: LimitDay): boolean {
  return a.account === b.account && a.scope === b.scope && a.day === b.day && a.tier === b.tier;
}

/** Amounts in fen. */
export interface DailyLimitExceeded {
  readonly code: "daily_limit_exceeded";
  readonly tier: Tier;
  readonly cap: number;
  readonly left: number;
}

/** The refusal if `amount` is more than what is left; it may use that up exactly. */
export function overLimit(
  { tier, cap, left }: DailyLimit,
  amount: Money,
): DailyLimitExceeded | undefined {
  if (amount.fen <= left.fen) return undefined;
  return { code: "daily_limit_exceeded", tier, cap: cap.fen, left: left.fen };
}
