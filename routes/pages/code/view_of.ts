import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { CodeRefusal, OpenedCode } from "../../../core/dynamic_code/claim_code.ts";
import type { Deps } from "../../../core/deps.ts";
import { asksToPay, type Checkout } from "../../../core/order/checkout.ts";
import { checkoutOf, type Viewer } from "../../../core/order/view_checkout.ts";
import type { Result } from "../../../core/result.ts";
import type { CodeView } from "../../../views/code/code_view.ts";

/** Who looks, and whether that client may be the phone that pays. */
export interface Scanner extends Viewer {
  readonly mayClaim: boolean;
}

/** What `viewer` sees of what a code led to. */
export function viewOf(
  deps: Pick<Deps, "channels" | "now" | "config">,
  opened: Result<OpenedCode, CodeRefusal>,
  { mayClaim, ...viewer }: Scanner,
): CodeView {
  if (opened.ok) {
    const { token, mine } = opened.value;
    const checkout = checkoutOf(deps, opened.value, viewer);
    return { state: "open", token, mine, claims: mayClaim && !mine, checkout };
  }
  const { error } = opened;
  if (error.code === "code_stale") return { state: "stale", shop: error.shop };
  const { scanned } = error;
  const shown = { token: scanned.token, checkout: checkoutOf(deps, scanned, viewer) };
  return error.code === "code_taken"
    ? { state: "taken", ...shown }
    : { state: "over", ...shown, byTime: scanned.order.state === "open" };
}

/**
 * Which order's checkout to redirect the phone to: while its own payment is on its way, and once the order has ended.
 * Undefined when the view is shown.
 */
export function leadsTo(view: CodeView): Checkout | undefined {
  switch (view.state) {
    case "open":
      return asksToPay(view.checkout.standing) ? undefined : view.checkout;
    case "taken":
      return view.checkout.standing.state === "processing" ? view.checkout : undefined;
    case "over":
    case "stale":
      return undefined;
  }
}

export function statusOf({ state }: CodeView): ContentfulStatusCode {
  switch (state) {
    case "open":
      return 200;
    case "taken":
      return 409;
    case "over":
    case "stale":
      return 410;
  }
}
