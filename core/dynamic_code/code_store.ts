import type { OrderId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import type { Query } from "../query.ts";
import type { DynamicCode } from "./dynamic_code.ts";

export interface CodeStore {
  ofOrder(orderId: OrderId): Query<DynamicCode | undefined>;
  byRef(ref: string): Query<DynamicCode | undefined>;
  /** Everything behind a scanned code, so that one round trip is enough. */
  order(ref: string): Query<Order | undefined>;
  payments(ref: string): Query<readonly Payment[]>;
  merchant(ref: string): Query<Merchant | undefined>;
}
