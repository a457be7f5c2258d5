import { channelOrderNo } from "../id.ts";
import type { Deduction } from "../deduction/deduction.ts";
import type { Payment } from "../payment/payment.ts";
import type { Instant } from "../time.ts";
import type { Refund, Refunded, RefundFacts } from "./refund.ts";

/** A refund of this payment or deduction as it is requested at `at`, back the way the money came. */
export function newRefund(
  facts: Pick<
    RefundFacts,
    "refundId" | "settleMerchantNo" | "merchantRefundNo" | "amount" | "reason" | "cause"
  >,
  paid: Payment | Deduction,
  at: Instant,
): Refund {
  return {
    ...facts,
    of: refunded(paid),
    merchantNo: paid.merchantNo,
    channel: paid.channel,
    channelOrderNo: channelOrderNo(facts.refundId),
    createdAt: at,
    version: 1,
    chain: "",
    state: "requested",
  };
}

function refunded(paid: Payment | Deduction): Refunded {
  return "paymentId" in paid
    ? { orderId: paid.orderId, paymentId: paid.paymentId }
    : { deductionId: paid.deductionId };
}
