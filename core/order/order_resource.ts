import { paths } from "../paths.ts";
import { type Payment, returnReason } from "../payment/payment.ts";
import { rfc3339, rfc3339OrNull } from "../time.ts";
import type { Order } from "./order.ts";
import type { LatePayment } from "./order_store.ts";
import { transferResource } from "../transfer/transfer.ts";

type Settled = Extract<Payment, { state: "succeeded" }>;

/** The order as the API and webhooks show it; amounts in fen, times RFC 3339 UTC. */
export function orderResource(
  order: Order,
  settled: Settled | undefined,
  publicUrl: string,
  late: readonly LatePayment[],
) {
  return {
    order_id: order.orderId,
    merchant_no: order.merchantNo,
    merchant_order_no: order.merchantOrderNo,
    settle_merchant_no: order.settleMerchantNo ?? null,
    state: order.state,
    amount: order.amount.fen,
    refunded_amount: settled?.refunded.fen ?? 0,
    charged_back_amount: settled?.chargedBack.fen ?? 0,
    currency: order.amount.currency,
    subject: order.subject,
    metadata: order.metadata,
    return_url: order.returnUrl ?? null,
    link_id: order.linkId ?? null,
    arrear_id: order.arrearId ?? null,
    transfer: order.transfer ? transferResource(order.transfer) : null,
    checkout_url: `${publicUrl}${paths.checkout(order.orderId)}`,
    screen_url: `${publicUrl}${paths.orderScreen(order.orderId)}`,
    created_at: rfc3339(order.createdAt),
    expires_at: rfc3339(order.expiresAt),
    paid_at: order.state === "paid" ? rfc3339(order.paidAt) : null,
    payment: settled ? settledResource(settled) : null,
    late_payments: late.map(lateResource),
  };
}

function lateResource({ payment, refundId, refundState }: LatePayment) {
  return {
    ...settledResource(payment),
    amount: payment.amount.fen,
    paid_at: rfc3339(payment.succeededAt),
    return_reason: returnReason(payment) ?? null,
    refund_id: refundId,
    refund_state: refundState,
  };
}

function settledResource(payment: Settled) {
  return {
    payment_id: payment.paymentId,
    method: payment.method,
    flow: payment.flow,
    channel: payment.channel,
    card_type: payment.cardType ?? null,
    paid_by_payer: payment.paidByPayer?.fen ?? null,
    channel_txn_no: payment.channelTxnNo,
  };
}

/** One attempt, as the API and webhooks show it. */
export function paymentResource(payment: Payment, order: Order) {
  return {
    payment_id: payment.paymentId,
    order_id: payment.orderId,
    merchant_no: payment.merchantNo,
    merchant_order_no: order.merchantOrderNo,
    state: payment.state,
    amount: payment.amount.fen,
    charged_back_amount: payment.state === "succeeded" ? payment.chargedBack.fen : 0,
    currency: payment.amount.currency,
    method: payment.method,
    flow: payment.flow,
    channel: payment.channel,
    created_at: rfc3339(payment.createdAt),
    failure: payment.state === "failed"
      ? { code: payment.reason, detail: failureDetail[payment.reason] }
      : null,
    queries_ended_at: payment.state === "processing" ? rfc3339OrNull(payment.queriesEndedAt) : null,
    channel_txn_no: payment.state === "succeeded" ? payment.channelTxnNo : null,
    card_type: payment.state === "succeeded" ? payment.cardType ?? null : null,
    paid_by_payer: payment.state === "succeeded" ? payment.paidByPayer?.fen ?? null : null,
    card_last_four: payment.state === "succeeded" ? payment.cardLastFour ?? null : null,
    /** Of money that goes back: the order had ended, or a static code's day of the card was used up. */
    return_reason: returnReason(payment) ?? null,
  };
}

/** A payment that a program started, with what it goes on with: a `tn` for its app, or what its screen draws as a code. */
export function startedResource(payment: Payment, order: Order) {
  const launch = payment.state === "processing" ? payment.launch : undefined;
  return {
    ...paymentResource(payment, order),
    tn: launch?.type === "tn" ? launch.tn : null,
    code: launch?.type === "code" ? launch.content : null,
  };
}

const failureDetail: Readonly<
  Record<Extract<Payment, { state: "failed" }>["reason"], string>
> = {
  insufficient_funds: "Insufficient funds",
  declined_by_bank: "The issuing bank declined the payment",
  card_expired: "The card has expired",
  card_restricted: "The card is reported lost, stolen or restricted",
  limit_exceeded_at_bank: "The amount exceeds a limit at the issuing bank",
  wrong_password: "The payer entered a wrong password",
  wrong_code: "The code from the text message was wrong or no longer valid",
  code_expired: "The payer entered no code in time",
  code_too_soon: "A code had just been sent to this card's owner",
  card_not_bound: "The card is no longer bound",
  risk_refused: "Refused by risk control",
  cancelled_by_payer: "The payer cancelled",
  expired_at_channel: "The payer did not confirm in time",
  refused_by_channel: "The channel refused the request",
  unknown_at_channel: "The channel never received the request",
};
