import type { DynamicCode } from "../code/dynamic_code.ts";
import type { MerchantNo, OrderId, ScreenId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import type { Query } from "../query.ts";
import type { Screen } from "./screen.ts";

export interface ScreenStore {
  /** Only the caller's own: a foreign id reads as absent. */
  ownById(caller: Caller, screenId: ScreenId): Query<Screen | undefined>;
  list(caller: Caller): Query<readonly Screen[]>;
  byPairingDigest(digest: string): Query<Screen | undefined>;
  byTokenDigest(digest: string): Query<Screen | undefined>;
  newestOrderId(merchantNo: MerchantNo): Query<OrderId | undefined>;
  /** What a paired till shows now, by its token: one round trip. Undefined when nothing was opened since. */
  merchant(tokenDigest: string): Query<Merchant | undefined>;
  order(tokenDigest: string): Query<Order | undefined>;
  payments(tokenDigest: string): Query<readonly Payment[]>;
  code(tokenDigest: string): Query<DynamicCode | undefined>;
}
