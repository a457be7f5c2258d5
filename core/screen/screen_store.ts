import type { DynamicCode } from "../dynamic_code/dynamic_code.ts";
import type { OrderId, ScreenId } from "../id.ts";
import type { Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";
import type { Screen, ScreenState } from "./screen.ts";

export interface ScreenSearch {
  readonly state?: ScreenState | undefined;
}

export interface ScreenStore {
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(caller: Caller, screenId: ScreenId): Query<Screen | undefined>;
  /** All that are not unpaired, newest first. */
  list(caller: Caller): Query<readonly Screen[]>;
  /** All of them, filtered. */
  search(caller: Caller, page: Listing, filters: ScreenSearch): Stretch<Screen>;
  /** The screen waiting under this short code, with its merchant and the newest order its till would show. */
  toPair(pairingDigest: string): Query<Screen | undefined>;
  merchantToPair(pairingDigest: string): Query<Merchant | undefined>;
  newestOrderToPair(pairingDigest: string): Query<OrderId | undefined>;
  /** The paired till with this token, and what it shows: one round trip. */
  byTokenDigest(tokenDigest: string): Query<Screen | undefined>;
  merchant(tokenDigest: string): Query<Merchant | undefined>;
  /**
   * Undefined when nothing has been opened since; orders opened by a link are shown on the phone that scanned it,
   * never here.
   */
  order(tokenDigest: string): Query<Order | undefined>;
  payments(tokenDigest: string): Query<readonly Payment[]>;
  code(tokenDigest: string): Query<DynamicCode | undefined>;
  /** The one that the till showed before. */
  lastOrder(tokenDigest: string): Query<Order | undefined>;
  lastPayments(tokenDigest: string): Query<readonly Payment[]>;
  seen(screenId: ScreenId, now: Instant): Unit;
}
