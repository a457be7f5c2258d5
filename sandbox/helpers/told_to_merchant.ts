import type { PayAsConsumerRefusal } from "./pay_as_consumer.ts";
import type { SignAsConsumerRefusal } from "./sign_as_consumer.ts";

type HelperRefusal = PayAsConsumerRefusal | SignAsConsumerRefusal;

/** The refusal as the merchant API has it. A helper knows every right answer, so what only a page is told means a race. */
export function toldToMerchant(refusal: HelperRefusal) {
  switch (refusal.code) {
    case "card_required":
      return { code: "credit_card_required" } as const;
    case "card_blocked":
      return { code: "payer_blocked" } as const;
    case "app_not_answering":
    case "message_not_sent":
      return { code: "outcome_unknown" } as const;
    case "app_code_refused":
    case "consumer_not_found":
    case "factor_needed":
    case "id_number_required":
    case "id_number_wrong":
    case "method_not_offered":
    case "phone_code_not_needed":
    case "phone_code_over":
    case "phone_code_required":
    case "phone_code_tries_over":
    case "phone_code_wrong":
    case "phone_lost":
    case "phone_tries_over":
    case "terms_changed":
      return { code: "changed_meanwhile" } as const;
  }
  return refusal;
}
