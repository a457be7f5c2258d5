import type { ChannelOrderNo, MerchantNo, OrderId, PaymentId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Payment } from "./payment.ts";

export interface PaymentStore {
  byId(paymentId: PaymentId): Query<Payment | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Payment | undefined>;
  ofOrder(orderId: OrderId): Query<readonly Payment[]>;
  dueToQuery(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Payment[]>;
}
