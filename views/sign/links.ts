import { returnLink } from "../../core/merchant/return_url.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";

/**
 * Where "back to the merchant" leads, or undefined. Its parameters tell the merchant's page what to show; anyone with
 * the link could have made them up, so the merchant must rely on the API or its webhooks.
 */
export function backLink({ signing, merchant, standing }: SigningView): string | undefined {
  return returnLink(merchant, signing.returnUrl, {
    countersign_signing_id: signing.signingId,
    countersign_state: stateOf(standing.state),
    ...(standing.state === "signed"
      ? { countersign_already_signed: String(standing.alreadySigned) }
      : {}),
  });
}

/** As the API calls it. */
function stateOf(state: SigningView["standing"]["state"]): string {
  switch (state) {
    case "signed":
    case "declined":
    case "expired":
      return state;
    case "outside":
    case "ready":
    case "already_signed":
    case "no_card":
    case "charging_closed":
    case "plan_changed":
    case "not_available":
    case "blocked":
    case "confirming":
      return "open";
  }
}
