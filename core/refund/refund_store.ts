import type { ChannelOrderNo, MerchantNo, RefundId } from "../id.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Refund } from "./refund.ts";

export interface RefundStore {
  byNo(caller: Caller, merchantRefundNo: string): Query<Refund | undefined>;
  ownById(caller: Caller, refundId: RefundId): Query<Refund | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Refund | undefined>;
  /** Requested ones not yet sent, of any merchant. */
  dueToSend(max: number): Query<readonly Refund[]>;
  dueToQuery(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly Refund[]>;
}
