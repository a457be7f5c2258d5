import { callChannel } from "../channel/call_channel.ts";
import type { Deps } from "../deps.ts";
import type { OrderId, PaymentId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { closeUnsent } from "./close_unsent.ts";
import { isPayer, type PayerProof } from "./payer_key.ts";
import { abandonedAt, awaitsCode, codeEndsAt, type Payment } from "./payment.ts";
import { commitOutcome, type PaymentWithOrder } from "./record_outcome.ts";

export interface CancelPayment extends PayerProof {
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
}

export type CancelPaymentRefusal =
  | { readonly code: "payment_not_found"; readonly payment_id: string }
  /** It has its result, so the page that asked is an old one. */
  | { readonly code: "payment_over"; readonly payment_id: PaymentId }
  /** Somebody else's, and not abandoned yet. */
  | { readonly code: "payment_in_flight"; readonly payment_id: PaymentId };

/**
 * Asks the channel to close this attempt: at once for whoever started it, after `ABANDONED_AFTER` for any other holder
 * of the page, because an attempt left behind would lock the order. Only a clear failure from the channel frees the
 * order; without one the payment stays processing, because money may still move.
 */
export async function cancelPayment(
  deps: Deps,
  { orderId, paymentId, ...proof }: CancelPayment,
): Promise<Result<Payment, CancelPaymentRefusal>> {
  const [payment, found, merchant, fees] = await deps.load(
    deps.payments.byId(paymentId),
    deps.orders.byId(orderId),
    deps.merchants.ofOrder(orderId),
    deps.feeAgreements.ofOrder(orderId, deps.now()),
  );
  if (!payment || payment.orderId !== orderId || !found || !merchant) {
    return rejected({ code: "payment_not_found", payment_id: paymentId });
  }
  if (payment.state !== "processing") {
    return rejected({ code: "payment_over", payment_id: paymentId });
  }
  const abandoned = merchantNow(merchant, deps.now()) >= abandonedAt(payment);
  if (!abandoned && !(await isPayer(deps.vault, payment, proof))) {
    return rejected({ code: "payment_in_flight", payment_id: paymentId });
  }
  return ok(await cancelAtChannel(deps, { ...found, payment, merchant, fees }));
}

/** Asks without looking at who asks. */
export async function cancelAtChannel(deps: Deps, facts: PaymentWithOrder): Promise<Payment> {
  const { payment, merchant } = facts;
  if (awaitsCode(payment)) {
    const late = merchantNow(merchant, deps.now()) >= codeEndsAt(payment);
    const reason = late ? "code_expired" : "cancelled_by_payer";
    return await closeUnsent(deps, { ...facts, payment }, reason);
  }
  const channel = deps.channels[payment.channel];
  if (payment.state !== "processing" || !channel) return payment;
  const { channelOrderNo, merchantNo, amount, sentAt, flow } = payment;
  const at = merchantNow(merchant, deps.now());
  const asked = { channelOrderNo, merchantNo, amount, sentAt, flow, at };
  const response = await callChannel(deps, await channel.cancel(asked));
  if (!response) return payment;
  return await commitOutcome(deps, facts, await channel.readCancel(response, asked));
}
