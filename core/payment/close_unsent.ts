import { byConsumer } from "../actor.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { advance, type AwaitingCode, type Payment } from "./payment.ts";
import type { PaymentWithOrder } from "./record_outcome.ts";

/**
 * Closes a payment that has not been sent, because its code was never typed. Never tried again on fresh facts: somebody
 * may have typed it a moment ago, and then money may be moving.
 */
export async function closeUnsent(
  deps: Deps,
  { payment, order, merchant }: Pick<PaymentWithOrder, "order" | "merchant"> & {
    readonly payment: AwaitingCode;
  },
  reason: FailureReason,
): Promise<Payment> {
  const at = merchantNow(merchant, deps.now());
  const closed = advance(payment, { type: "failed", reason, at });
  if (!closed.ok) return payment;
  const conflict = await conflictOf(deps.commit([{
    type: "payment.failed",
    payment: closed.value,
    order,
    eventId: deps.newId("evt"),
    at,
    by: byConsumer(),
  }]));
  if (!conflict) {
    deps.nudge("deliver_webhooks");
    return closed.value;
  }
  const [latest] = await deps.load(deps.payments.byId(payment.paymentId));
  return latest ?? payment;
}
