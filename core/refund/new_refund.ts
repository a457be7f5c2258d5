import { channelOrderNo } from "../id.ts";
import type { Payment } from "../payment/payment.ts";
import type { Instant } from "../time.ts";
import type { Refund, RefundFacts } from "./refund.ts";

/** A refund of this payment as it is requested at `at`, back the way the money came. */
export function newRefund(
  facts: Pick<RefundFacts, "refundId" | "merchantRefundNo" | "amount" | "reason" | "cause">,
  { orderId, paymentId, merchantNo, channel }: Payment,
  at: Instant,
): Refund {
  return {
    ...facts,
    orderId,
    paymentId,
    merchantNo,
    channel,
    channelOrderNo: channelOrderNo(facts.refundId),
    createdAt: at,
    version: 1,
    chain: "",
    state: "requested",
  };
}
