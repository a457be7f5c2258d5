import type { ChannelName, DueToQuery } from "../channel/channel.ts";
import type { ChannelOrderNo, RefundId } from "../id.ts";
import type { Filters, Listing } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Refund } from "./refund.ts";

export type RefundFilters = Filters<"merchant_refund_no" | "order_id" | "deduction_id" | "state">;

export interface RefundStore {
  list(caller: Caller, page: Listing, filters: RefundFilters): Query<readonly Refund[]>;
  byNo(caller: Caller, merchantRefundNo: string): Query<Refund | undefined>;
  ownById(caller: Caller, refundId: RefundId): Query<Refund | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Refund | undefined>;
  /** Requested ones not yet sent, of any merchant. */
  dueToSend(channels: readonly ChannelName[], max: number): Query<readonly Refund[]>;
  dueToQuery(due: DueToQuery): Query<readonly Refund[]>;
}
