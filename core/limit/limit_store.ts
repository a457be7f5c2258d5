import type { ConsumerId, LinkId, OrderId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { LimitDay, LimitUse } from "./daily_limit.ts";
import type { SpentDay } from "./verified_limit.ts";

/** Whose limit: identified by what this browser carries. An absent digest matches nothing. */
export interface LimitAccounts {
  readonly device: string | undefined;
  /** Digest of the consumer's session token. */
  readonly session: string | undefined;
}

/** What accounts have paid on their merchant's day: by static codes, and by what we verify ourselves; one for each scope. */
export interface LimitStore {
  ofLink(linkId: LinkId, accounts: LimitAccounts, now: Instant): Query<readonly LimitUse[]>;
  /** Undefined before the day's first payment. */
  ofDay(counter: LimitDay): Query<LimitUse | undefined>;
  ofOrder(orderId: OrderId, accounts: LimitAccounts, now: Instant): Query<readonly LimitUse[]>;
  verifiedOfOrder(orderId: OrderId, of: ConsumerId, now: Instant): Query<readonly SpentDay[]>;
}
