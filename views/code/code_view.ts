import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Checkout } from "../../core/order/checkout.ts";

/** What a phone is shown of a code it scanned. */
export type CodeView =
  /** It may pay. `mine`: it has claimed the code, so nobody else may. */
  | {
    readonly state: "open";
    readonly token: string;
    readonly checkout: Checkout;
    readonly mine: boolean;
    /** The page claims it for this phone as soon as someone sees it. */
    readonly claims: boolean;
  }
  /** Another phone has claimed it, or a payment is on its way. */
  | { readonly state: "taken"; readonly token: string; readonly checkout: Checkout }
  /** The order ended before this phone scanned; `byTime` when only the clock says so. */
  | {
    readonly state: "over";
    readonly token: string;
    readonly checkout: Checkout;
    readonly byTime: boolean;
  }
  /** `shop`: whose it was, unless it never was anybody's. */
  | { readonly state: "stale"; readonly shop: Merchant | undefined };

/** What is shown, as one word: a poll that has seen it gets 204. */
export function markOf(view: CodeView): string {
  switch (view.state) {
    case "open":
      return `${view.mine ? "mine" : "free"}-${view.checkout.mark}`;
    case "taken":
    case "over":
      return `${view.state}-${view.checkout.mark}`;
    case "stale":
      return "stale";
  }
}

/** True while this phone is waiting for a result. */
export function follows(view: CodeView): boolean {
  switch (view.state) {
    case "taken":
      return true;
    case "over": {
      const { standing } = view.checkout;
      return (standing.state === "expired" || standing.state === "closed") && !standing.safe;
    }
    case "open":
    case "stale":
      return false;
  }
}

/** Seconds between two polls; absent when nothing shown can change any more. */
export function pollEvery(view: CodeView): number | undefined {
  if (view.state === "open") return 10;
  return follows(view) ? 3 : undefined;
}
