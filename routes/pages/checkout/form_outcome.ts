import type { ContentfulStatusCode } from "hono/utils/http-status";
import { cny } from "../../../core/money.ts";
import type { CancelPaymentRefusal } from "../../../core/payment/cancel_payment.ts";
import type { Payment } from "../../../core/payment/payment.ts";
import type { StartPaymentRefusal } from "../../../core/payment/start_payment.ts";
import type { Result } from "../../../core/result.ts";
import type { FormError } from "../../../views/checkout/summary.tsx";

/** How a form comes back: with what error, and with which status. */
export interface FormOutcome {
  readonly formError?: FormError | undefined;
  readonly status?: ContentfulStatusCode;
}

/** The same form again, for a payment that did not start. */
export function formOutcome(refusal: StartPaymentRefusal): FormOutcome {
  switch (refusal.code) {
    case "order_not_found":
      return { status: 404 };
    case "order_not_open":
      return { formError: refusal.state === "paid" ? "already_paid" : undefined, status: 409 };
    case "payment_in_flight":
      return { status: 409 };
    case "method_not_offered":
    case "product_not_enabled":
      return { formError: "method_not_offered", status: 422 };
    case "daily_limit_exceeded":
      return { formError: { cap: cny(refusal.cap), left: cny(refusal.left) }, status: 409 };
    case "attempts_exhausted":
    case "channel_not_available":
    case "channel_stopped":
      return { formError: "cannot_start", status: 409 };
  }
}

/** Whether the channel, or the rule about other people's attempts, left a payment as it was. */
export function isRefused(cancelled: Result<Payment, CancelPaymentRefusal>): boolean {
  return cancelled.ok
    ? cancelled.value.state === "processing"
    : cancelled.error.code === "payment_in_flight";
}
