import { returnLink } from "../../core/merchant/return_url.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";

/**
 * Where "back to the merchant" leads, or undefined. What it says of the signing tells the merchant's page what to show;
 * whoever holds the link could have written it, so the merchant acts on what it reads or is told.
 */
export function backLink({ signing, merchant, standing }: SigningView): string | undefined {
  return returnLink(merchant, signing.returnUrl, {
    signing_id: signing.signingId,
    state: stateOf(standing.state),
    ...(standing.state === "signed" ? { already_signed: String(standing.alreadySigned) } : {}),
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
    case "not_available":
    case "confirming":
      return "open";
  }
}
