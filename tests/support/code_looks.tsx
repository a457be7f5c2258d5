import type { Checkout } from "../../core/order/checkout.ts";
import { CodePage } from "../../views/code/code_page.tsx";
import type { CodeView } from "../../views/code/code_view.ts";
import { checkouts } from "./checkouts.ts";
import { type Looks, looksOf } from "./look.ts";

const token = "c2h1d2FuNjAAECAwQFBgcICQoLDA0O";

function unclear(checkout: Checkout): Checkout {
  const { standing } = checkout;
  return standing.state === "other_device"
    ? { ...checkout, standing: { ...standing, unclear: true } }
    : checkout;
}

/** Everything the page of a scanned code can be, by name. */
const codeViews = {
  free: { state: "open", token, mine: false, claims: true, checkout: checkouts.payable },
  mine: { state: "open", token, mine: true, claims: false, checkout: checkouts.payable },
  mine_large: {
    state: "open",
    token,
    mine: true,
    claims: false,
    checkout: checkouts.payable_large,
  },
  mine_desktop: {
    state: "open",
    token,
    mine: true,
    claims: false,
    checkout: checkouts.payable_desktop,
  },
  failed: { state: "open", token, mine: true, claims: false, checkout: checkouts.failed },
  nothing_granted: {
    state: "open",
    token,
    mine: true,
    claims: false,
    checkout: checkouts.nothing_granted,
  },
  wrong_app: {
    state: "open",
    token,
    mine: false,
    claims: false,
    checkout: checkouts.payable_wechat,
  },
  taken: { state: "taken", token, checkout: checkouts.payable },
  taken_moving: { state: "taken", token, checkout: checkouts.other_device },
  taken_unclear: { state: "taken", token, checkout: unclear(checkouts.other_device) },
  taken_abandoned: { state: "taken", token, checkout: checkouts.abandoned },
  paid: { state: "over", token, checkout: checkouts.paid, byTime: false },
  closed: { state: "over", token, checkout: checkouts.closed, byTime: false },
  closed_unclear: { state: "over", token, checkout: checkouts.expired_unclear, byTime: false },
  expired: { state: "over", token, checkout: checkouts.payable, byTime: true },
  stale: { state: "stale", shop: checkouts.paid.merchant },
  forged: { state: "stale", shop: undefined },
} as const satisfies Record<string, CodeView>;

export type CodeViewName = keyof typeof codeViews;
const codeViewNames = Object.keys(codeViews) as readonly CodeViewName[];

/** The page of a scanned code, in every state. */
export const codeLooks: Looks = {
  ...looksOf(
    "code",
    codeViewNames,
    (name) => (frame) => <CodePage frame={frame} view={codeViews[name]} stay={false} />,
  ),
  "code/returned/not_cancelled": (frame) => (
    <CodePage
      frame={frame}
      view={codeViews.taken_abandoned}
      formError="not_cancelled"
      stay={false}
    />
  ),
};
