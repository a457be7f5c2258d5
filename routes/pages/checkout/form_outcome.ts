import type { ContentfulStatusCode } from "hono/utils/http-status";
import { STATIC_TIER } from "../../../core/method/verification.ts";
import { cny } from "../../../core/money.ts";
import type { CancelPaymentRefusal } from "../../../core/payment/cancel_payment.ts";
import type { Payment } from "../../../core/payment/payment.ts";
import type { PayByBalanceRefusal } from "../../../core/payment/pay_by_balance.ts";
import type { Result } from "../../../core/result.ts";
import type { CodeError } from "../../../views/checkout/code_words.ts";
import type { FormError } from "../../../views/checkout/summary.tsx";

/** How a form comes back: with what error, and with which status. */
export interface FormOutcome {
  readonly formError?: FormError | undefined;
  readonly codeError?: CodeError | undefined;
  readonly status?: ContentfulStatusCode;
}

/** The form was of an old page: the answer shows how things stand, and the focus goes there. */
const STALE: FormOutcome = { status: 409 };

/** The same form again, for a payment that did not start. */
export function formOutcome(refusal: PayByBalanceRefusal): FormOutcome {
  switch (refusal.code) {
    case "order_not_found":
      return { status: 404 };
    case "order_not_open":
      return { formError: refusal.state === "paid" ? "already_paid" : undefined, status: 409 };
    case "payment_in_flight":
    case "order_paid_by_transfer":
      return STALE;
    // A bound card starts on a page of its own, and a balance is led to one.
    case "factor_needed":
    case "balance_not_usable":
    case "method_not_offered":
    case "product_not_enabled":
      return { formError: "method_not_offered", status: 422 };
    case "phone_lost":
      return { formError: "phone_lost", status: 409 };
    // They are not told which list they are on; what a channel verifies itself still pays.
    case "payer_blocked":
      return { formError: "method_not_offered", status: 409 };
    case "daily_limit_exceeded":
      return {
        formError: refusal.tier === STATIC_TIER
          ? { cap: cny(refusal.cap), left: cny(refusal.left) }
          : { leftOfDay: cny(refusal.left) },
        status: 409,
      };
    case "session_over":
      return { formError: "signed_out", status: 403 };
    case "balance_short":
      return { formError: { available: refusal.available }, status: 409 };
    case "merchant_not_active":
    case "attempts_exhausted":
    case "channel_not_available":
    case "channel_stopped":
      return { formError: "cannot_start", status: 409 };
  }
}

/** How a cancellation comes back that closed nothing; undefined after one that did. */
export function cancelOutcome(
  cancelled: Result<Payment, CancelPaymentRefusal>,
): FormOutcome | undefined {
  if (cancelled.ok) {
    switch (cancelled.value.state) {
      case "processing":
        return { formError: "not_cancelled", status: 409 };
      case "succeeded":
        return STALE;
      case "failed":
        return undefined;
    }
  }
  switch (cancelled.error.code) {
    case "payment_in_flight":
      return { formError: "not_cancelled", status: 409 };
    case "payment_over":
    case "payment_not_found":
      return STALE;
  }
}
