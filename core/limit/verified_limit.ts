import type { ConsumerId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { VerifiedTier } from "../method/verification.ts";
import { type Money, noMoney } from "../money.ts";
import type { UsedOwnLimit } from "../own_limit/own_limit.ts";
import { type BusinessDay, businessDay, type Instant } from "../time.ts";
import { capIn, type Room, type VerifiedUse } from "./allowance.ts";
import { type LimitReading, type LimitScope, limitScope } from "./daily_limit.ts";

/** An account's day of what we verify ourselves: one counter, whatever the tiers of the payments in it. */
export interface VerifiedDay extends LimitScope {
  readonly day: BusinessDay;
}

/** What a payment counts against: the whole day's use stays within the cap of this payment's own tier. */
export interface VerifiedCounter extends VerifiedDay {
  readonly tier: VerifiedTier;
  /** In fen. */
  readonly cap: number;
}

export interface SpentDay extends VerifiedDay {
  readonly spent: Money;
}

/** Which day it is, how much of it is used, and what bounds it. */
export interface VerifiedLimit extends VerifiedDay, VerifiedUse {}

export function verifiedLimit(
  { consumerId, merchant, days, own, loweredUntil }: {
    readonly consumerId: ConsumerId;
    readonly merchant: Merchant;
    /** The consumer's counters of this merchant's day, in every scope. */
    readonly days: readonly SpentDay[];
    readonly own: UsedOwnLimit | undefined;
    /** Undefined once it is over. */
    readonly loweredUntil: Instant | undefined;
  },
  given: {
    readonly reading: LimitReading;
    readonly agreed: Money | undefined;
    readonly now: Instant;
  },
): VerifiedLimit {
  const { account, scope } = limitScope(given.reading, { consumerId }, merchant);
  const day = businessDay(merchantNow(merchant, given.now));
  const use = days.find((each) =>
    each.account === account && each.scope === scope && each.day === day
  );
  return {
    account,
    scope,
    day,
    spent: use?.spent ?? noMoney,
    agreed: given.agreed,
    lowered: loweredUntil !== undefined,
    own: own?.perDay && { cap: own.perDay, spent: own.used },
  };
}

export function counterOf(limit: VerifiedLimit, { tier }: Room): VerifiedCounter {
  const { account, scope, day } = limit;
  return { account, scope, day, tier, cap: capIn(tier, limit).fen };
}
