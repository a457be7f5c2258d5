import type { ChannelName, DueToQuery } from "../channel/channel.ts";
import type { ChannelOrderNo, OrderId, RefundId } from "../id.ts";
import type { DaysOf, Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Query } from "../query.ts";
import type { Refund, Refunded, SucceededRefund } from "./refund.ts";

export type RefundFilters = Filters<"merchant_refund_no" | "order_id" | "deduction_id" | "state">;

/** What a person finds refunds by; amounts in fen. */
export type RefundSearch = RefundFilters & DaysOf & {
  readonly refund_id?: string | undefined;
  readonly amount_from?: number | undefined;
  readonly amount_to?: number | undefined;
  readonly cause?: string | undefined;
};

export interface RefundStore {
  /** What has reached nobody, of any merchant. */
  stranded(max: number): Query<readonly Refund[]>;
  /** What of it two people decided to pay to another account, and is not at the bank yet; the longest waiting first. */
  toPayOut(max: number): Query<readonly Refund[]>;
  list(caller: Caller, page: Listing, filters: RefundFilters): Query<readonly Refund[]>;
  search(caller: Caller, page: Listing, filters: RefundSearch): Stretch<Refund>;
  byNo(caller: Caller, merchantRefundNo: string): Query<Refund | undefined>;
  ownById(caller: Caller, refundId: RefundId): Query<Refund | undefined>;
  /** What a merchant has sent back of this order: the few requested last, newest first. */
  succeededOf(orderId: OrderId): Query<readonly SucceededRefund[]>;
  /** Whether the channel refused one before. */
  anyFailedOf(of: Refunded): Query<boolean>;
  byId(refundId: RefundId): Query<Refund | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<Refund | undefined>;
  /** Requested ones not yet sent, of any merchant. */
  dueToSend(channels: readonly ChannelName[], max: number): Query<readonly Refund[]>;
  dueToQuery(due: DueToQuery): Query<readonly Refund[]>;
}
