import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ConfirmSigningRefusal } from "../../../core/signing/confirm_signing.ts";
import type { NotAsked } from "../../../core/signing/decline_signing.ts";
import type { SendSigningCodeRefusal } from "../../../core/signing/send_signing_code.ts";
import type { SigningRefusal } from "../../../core/signing/signing.ts";
import type { SigningNotFound } from "../../../core/signing/view_signing.ts";
import type { SignFormError } from "../../../views/sign/words.ts";

/** What a page says about a refusal, and with which status; no form error when the page's own state says it. */
export interface FormOutcome {
  readonly formError?: SignFormError;
  readonly status: ContentfulStatusCode;
  /** Seconds, where that is what helps. */
  readonly retryAfter?: number;
}

/**
 * Why declining was refused. A consumer who is outside by now was away too long; any other page shows its own state.
 */
export function refusalOf(refusal: NotAsked | SigningNotFound | SigningRefusal): FormOutcome {
  if (refusal.code === "signing_not_found") return { status: 404 };
  const outside = refusal.code === "not_asked" && refusal.standing === "outside";
  return outside ? { status: 409, formError: "session_over" } : { status: 409 };
}

export function formErrorOf(refusal: ConfirmSigningRefusal | SendSigningCodeRefusal): FormOutcome {
  switch (refusal.code) {
    case "signing_not_found":
      return { status: 404 };
    case "signing_not_open":
    case "plan_not_approved":
    case "merchant_not_active":
    case "payer_blocked":
    case "charging_closed":
      return { status: 409 };
    case "phone_code_not_needed":
      return { status: 409, formError: "cannot_now" };
    case "consumer_not_found":
      return { status: 409, formError: "session_over" };
    case "contracts_not_available":
      return { status: 409, formError: "cannot_now" };
    case "contract_ending":
      return { status: 409, formError: "contract_ending" };
    case "signing_in_progress":
      return { status: 409, formError: "in_progress" };
    case "channel_refused":
      return { status: 409, formError: "channel_refused" };
    case "card_required":
    case "credit_card_required":
    case "card_blocked":
      return { status: 422, formError: "card_not_allowed" };
    case "terms_changed":
      return { status: 422, formError: "terms_changed" };
    case "phone_code_required":
      return { status: 422, formError: "code_missing" };
    case "phone_code_wrong":
      return { status: 422, formError: "code_wrong" };
    case "phone_code_over":
      return { status: 422, formError: "code_over" };
    case "id_number_required":
      return { status: 422, formError: "id_number_missing" };
    case "id_number_wrong":
      return { status: 422, formError: "id_number_wrong" };
    case "phone_code_tries_over":
      return { ...tooMany(refusal), formError: "code_tries_over" };
    case "phone_tries_over":
      return { ...tooMany(refusal), formError: "phone_tries_over" };
    case "id_number_tries_over":
      return { ...tooMany(refusal), formError: "tries_over" };
    case "phone_codes_too_many":
      return { ...tooMany(refusal), formError: "codes_too_many" };
    case "message_not_sent":
      return { status: 409, formError: "message_failed" };
  }
}

function tooMany({ retry_after }: { readonly retry_after: number }) {
  return { status: 429, retryAfter: retry_after } as const;
}
