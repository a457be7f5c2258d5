import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { CodeRefusal, OpenedCode } from "../../../core/dynamic_code/claim_code.ts";
import type { Deps } from "../../../core/deps.ts";
import { asksToPay } from "../../../core/order/checkout.ts";
import { checkoutOf, type Viewer } from "../../../core/order/view_checkout.ts";
import type { Result } from "../../../core/result.ts";
import type { CodeView } from "../../../views/code/code_view.ts";
import { paths } from "../../../core/paths.ts";

/** What `viewer` sees of what a code led to. */
export function viewOf(
  deps: Pick<Deps, "channels" | "now">,
  opened: Result<OpenedCode, CodeRefusal>,
  viewer: Viewer,
): CodeView {
  if (opened.ok) {
    const { token, mine } = opened.value;
    return { state: "open", token, mine, checkout: checkoutOf(deps, opened.value, viewer) };
  }
  const { error } = opened;
  if (error.code === "code_stale") return { state: "stale" };
  const { scanned } = error;
  const shown = { token: scanned.token, checkout: checkoutOf(deps, scanned, viewer) };
  return error.code === "code_taken"
    ? { state: "taken", ...shown }
    : { state: "over", ...shown, byTime: scanned.order.state === "open" };
}

/**
 * Where to redirect the phone: to the checkout while its own payment is on its way and once the order has ended, and
 * to the whole page when that would claim a code that has become free. Undefined when the view is shown.
 */
export function leadsTo(
  view: CodeView,
  { wouldClaim }: { readonly wouldClaim: boolean },
): string | undefined {
  switch (view.state) {
    case "open": {
      const { checkout, mine, token } = view;
      if (!asksToPay(checkout.standing)) return paths.checkout(checkout.order.orderId);
      return wouldClaim && !mine ? paths.code(token) : undefined;
    }
    case "taken": {
      const { standing, order } = view.checkout;
      return standing.state === "processing" ? paths.checkout(order.orderId) : undefined;
    }
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
