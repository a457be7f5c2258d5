import type { ChannelOrderNo, MerchantNo, OrderId, RefundId } from "../id.ts";
import type { DaysOf, Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Payment } from "../payment/payment.ts";
import type { Query } from "../query.ts";
import type { RefundState } from "../refund/refund.ts";
import type { Instant } from "../time.ts";
import type { Order } from "./order.ts";

type SucceededPayment = Extract<Payment, { state: "succeeded" }>;

/** Money that settled nothing, and the refund that sends it back. */
export interface LatePayment {
  readonly payment: SucceededPayment;
  readonly refundId: RefundId;
  readonly refundState: RefundState;
}

/** An order with the payment that settled it, as most readers need it. */
export interface OrderWithPayment {
  readonly order: Order;
  readonly settled: SucceededPayment | undefined;
  /** Oldest first. */
  readonly late: readonly LatePayment[];
}

export type OrderFilters = Filters<"merchant_order_no" | "link_id" | "state">;

/** What a person finds orders by; amounts in fen. */
export type OrderSearch = OrderFilters & DaysOf & {
  readonly order_id?: string | undefined;
  readonly amount_from?: number | undefined;
  readonly amount_to?: number | undefined;
  /** Also the merchant's own: orders that settle there. */
  readonly settle_merchant_no?: string | undefined;
};

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
  list(caller: Caller, page: Listing, filters: OrderFilters): Query<readonly OrderWithPayment[]>;
  search(caller: Caller, page: Listing, filters: OrderSearch): Stretch<OrderWithPayment>;
  /** Open orders past `now`, of merchants on our clock, or of the one merchant given. */
  dueToExpire(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly OrderWithPayment[]>;
}
