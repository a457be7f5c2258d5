import type { Deps } from "../deps.ts";
import type { OrderId, PaymentId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Payment } from "./payment.ts";
import { commitOutcome } from "./record_outcome.ts";
import { callChannel } from "../channel/call_channel.ts";

export interface CancelPayment {
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly device: string | undefined;
}

export type CancelPaymentRefusal = {
  readonly code: "payment_not_found";
  readonly payment_id: string;
};

/**
 * The payer wants to pay another way: asks the channel to close this attempt. Only a clear failure from the channel
 * frees the order; without one the payment stays processing, because money may still move.
 */
export async function cancelPayment(
  deps: Deps,
  { orderId, paymentId, device }: CancelPayment,
): Promise<Result<Payment, CancelPaymentRefusal>> {
  const [payment, found, merchant] = await deps.load(
    deps.payments.byId(paymentId),
    deps.orders.byId(orderId),
    deps.merchants.ofOrder(orderId),
  );
  const own = payment?.orderId === orderId && payment.device === device;
  if (!payment || !own || !found || !merchant) {
    return rejected({ code: "payment_not_found", payment_id: paymentId });
  }
  const channel = deps.channels[payment.channel];
  if (payment.state !== "processing" || !channel) return ok(payment);

  const { channelOrderNo, sentAt } = payment;
  const response = await callChannel(deps, await channel.cancel({ channelOrderNo, sentAt }));
  if (!response) return ok(payment);
  const outcome = await channel.readCancel(response);
  return ok(await commitOutcome(deps, { payment, order: found.order, merchant }, outcome));
}
