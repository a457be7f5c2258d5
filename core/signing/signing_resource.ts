import { paths } from "../paths.ts";
import { rfc3339 } from "../time.ts";
import { checkoutPath, type Signing } from "./signing.ts";
import { shownSigningState } from "./shown_state.ts";

/** The signing as the API and webhooks show it. `confirming` is still open to the merchant. */
export function signingResource(signing: Signing, publicUrl: string) {
  const signed = signing.state === "signed" ? signing : undefined;
  const signUrl = `${publicUrl}${paths.sign(signing.signingId)}`;
  return {
    signing_id: signing.signingId,
    merchant_no: signing.merchantNo,
    plan_id: signing.planId,
    plan_version: signing.planVersion,
    contract_code: signing.contractCode,
    user_id: signing.userId ?? null,
    state: shownSigningState(signing),
    sign_url: signUrl,
    app_url: signing.appUrl ?? null,
    screen_url: `${publicUrl}${paths.signScreen(signing.signingId)}`,
    order_id: signing.orderId ?? null,
    /** Sign and pay: where the consumer goes next; null when they had already signed, because nothing is paid then. */
    checkout_url: checkoutUrl(signing, publicUrl),
    contract_id: signed?.contractId ?? null,
    /** The consumer had already signed: nothing was signed twice, nothing charged. */
    already_signed: signed?.alreadySigned ?? false,
    return_url: signing.returnUrl ?? null,
    created_at: rfc3339(signing.createdAt),
    expires_at: rfc3339(signing.expiresAt),
  };
}

function checkoutUrl(signing: Signing, publicUrl: string): string | null {
  const path = checkoutPath(signing);
  return path === undefined ? null : publicUrl + path;
}
