import type { DueToQuery } from "../channel/channel.ts";
import type { ChannelOrderNo, OrderId, PaymentId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Payment } from "./payment.ts";

export interface PaymentStore {
  byId(paymentId: PaymentId): Query<Payment | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Payment | undefined>;
  ofOrder(orderId: OrderId): Query<readonly Payment[]>;
  dueToQuery(due: DueToQuery): Query<readonly Payment[]>;
}
