import type { ChannelOrderNo, MerchantNo, OrderId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Payment } from "../payment/payment.ts";
import type { Page, Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Order } from "./order.ts";

/** An order with the payment that settled it, as most readers need it. */
export interface OrderWithPayment {
  readonly order: Order;
  readonly settled: Extract<Payment, { state: "succeeded" }> | undefined;
}

/** An order with everything that says how it stands. */
export interface FullOrder {
  readonly order: Order;
  readonly merchant: Merchant;
  /** Oldest first. */
  readonly payments: readonly Payment[];
}

export interface OrderStore {
  inFull(orderId: OrderId): Query<FullOrder | undefined>;
  byNo(caller: Caller, merchantOrderNo: string): Query<OrderWithPayment | undefined>;
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(caller: Caller, orderId: OrderId): Query<OrderWithPayment | undefined>;
  byId(orderId: OrderId): Query<OrderWithPayment | undefined>;
  ofPayment(no: ChannelOrderNo): Query<OrderWithPayment | undefined>;
  list(caller: Caller, page: Page): Query<readonly OrderWithPayment[]>;
  /** Open orders past `now`, of merchants on our clock, or of the one merchant given. */
  dueToExpire(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Order[]>;
}
