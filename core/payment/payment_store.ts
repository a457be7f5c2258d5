import type { DueToQuery } from "../channel/channel.ts";
import type { ChannelOrderNo, OrderId, PaymentId } from "../id.ts";
import type { Filters, Listing } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Order } from "../order/order.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Payment } from "./payment.ts";

/** A payment with the order it is for. */
export interface PaymentWithOrder {
  readonly payment: Payment;
  readonly order: Order;
}

export interface PaymentStore {
  /** Only the caller's own: someone else's id reads as absent. */
  ownById(caller: Caller, paymentId: PaymentId): Query<PaymentWithOrder | undefined>;
  /** The caller's own of one order. */
  list(
    caller: Caller,
    page: Listing,
    filters: Filters<"state"> & { readonly order_id: OrderId },
  ): Query<readonly PaymentWithOrder[]>;
  byId(paymentId: PaymentId): Query<Payment | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Payment | undefined>;
  ofOrder(orderId: OrderId): Query<readonly Payment[]>;
  /** When the channel was last asked about this order's payment in progress; undefined when it was not. */
  lastQueriedOf(orderId: OrderId): Query<Instant | undefined>;
  dueToQuery(due: DueToQuery): Query<readonly Payment[]>;
}
