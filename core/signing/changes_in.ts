import { merchantNow } from "../merchant/merchant.ts";
import { between, type Duration, type Instant, seconds } from "../time.ts";
import type { SigningView } from "./view_signing.ts";

/** No event that a page could follow says that a person's session, code or cards have changed. */
const LOOK_AGAIN: Duration = seconds(10);

/** How long until time alone may change what is shown; undefined when it does not. `now` is ours. */
export function changesIn(
  { signing, merchant, standing }: Pick<SigningView, "signing" | "merchant" | "standing">,
  now: Instant,
): Duration | undefined {
  switch (standing.state) {
    case "outside":
      return between(merchantNow(merchant, now), signing.expiresAt);
    case "ready":
    case "already_signed":
    case "charging_closed":
    case "no_card": {
      const left = between(merchantNow(merchant, now), signing.expiresAt);
      return left < LOOK_AGAIN ? left : LOOK_AGAIN;
    }
    case "confirming":
    case "plan_changed":
    case "not_available":
    case "blocked":
    case "signed":
    case "declined":
    case "expired":
      return undefined;
  }
}
