import { returnUrlAllowed } from "../../core/merchant/return_url.ts";
import type { SigningView } from "../../core/signing/view_signing.ts";

/**
 * Where "back to the merchant" leads, with `signing_id` added, or undefined. Checked again here: the merchant may have
 * taken the address off its list since it opened the signing.
 */
export function backLink({ signing, merchant }: SigningView): string | undefined {
  const { returnUrl, signingId } = signing;
  if (returnUrl === undefined) return undefined;
  if (!returnUrlAllowed(merchant, returnUrl, merchant.mode === "test")) return undefined;
  const url = new URL(returnUrl);
  url.searchParams.set("signing_id", signingId);
  return url.href;
}
