import type { ChannelName } from "../channel/channel.ts";
import type { ChannelOrderNo, MerchantNo, OrderId, PaymentId, RefundId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";

export type RefundState = "requested" | "processing" | "succeeded" | "failed";
export type RefundSignalType = "sent" | "queried" | "succeeded" | "failed";

/** A refund the channel refused gives its reservation back; a success can still overrule a refusal. */
export const refundMachine: Machine<RefundState, RefundSignalType> = {
  requested: { sent: "processing" },
  processing: { queried: "processing", succeeded: "succeeded", failed: "failed" },
  succeeded: {},
  failed: {},
};

export interface RefundFacts {
  readonly refundId: RefundId;
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly merchantNo: MerchantNo;
  /** Unique per merchant; a return of late money is numbered by us as `late-<payment id>`. */
  readonly merchantRefundNo: string;
  readonly amount: Money;
  readonly reason: string | undefined;
  /** Who asked: the merchant, or we ourselves because the money came too late. */
  readonly cause: "merchant" | "late_payment";
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  readonly createdAt: Instant;
  readonly version: number;
}

export type RefundStanding =
  | { readonly state: "requested" }
  | {
    readonly state: "processing";
    readonly sentAt: Instant;
    readonly queryAfter: Instant | undefined;
    readonly queries: number;
  }
  | { readonly state: "succeeded"; readonly succeededAt: Instant; readonly channelTxnNo: string }
  | { readonly state: "failed"; readonly failedAt: Instant; readonly failure: string };

export type Refund = RefundFacts & RefundStanding;
