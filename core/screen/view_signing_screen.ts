import type { Deps } from "../deps.ts";
import type { SigningId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Plan } from "../plan/plan.ts";
import { changesIn } from "../signing/changes_in.ts";
import { type SigningStanding, viewSigning } from "../signing/view_signing.ts";
import type { Signing } from "../signing/signing.ts";
import type { Duration } from "../time.ts";
import type { Marks } from "./order_screen.ts";

/** What a shop's screen shows of a signing. Nothing about who signs, nor with which card. */
export interface SigningScreen extends Marks {
  readonly signing: Signing;
  readonly plan: Plan;
  readonly merchant: Merchant;
  readonly show: SigningShow;
  /** How long until time alone changes what is shown, in ms. */
  readonly changesIn: Duration | undefined;
}

export type SigningShow =
  /** `showing`: the code that opens the sign page. */
  | {
    readonly state:
      | "showing"
      | "confirming"
      | "declined"
      | "expired"
      | "plan_changed"
      | "not_available";
  }
  /** `again`: whoever signed had done so before. */
  | { readonly state: "signed"; readonly again: boolean };

/** What the screen of this signing shows now, or undefined when there is none: one round trip. */
export async function viewSigningScreen(
  deps: Deps,
  signingId: SigningId,
): Promise<SigningScreen | undefined> {
  // Without a session, whoever has used this browser before.
  const found = await viewSigning(deps, { signingId, session: undefined });
  if (!found.ok) return undefined;
  const { signing, plan, merchant, standing } = found.value;
  const show = signingShowOf(standing);
  const mark = `${signingId}.${show.state}`;
  const ends = changesIn(found.value, deps.now());
  return { signing, plan, merchant, show, changesIn: ends, mark, said: mark };
}

function signingShowOf(standing: SigningStanding): SigningShow {
  switch (standing.state) {
    case "signed":
      return { state: "signed", again: standing.alreadySigned };
    case "confirming":
    case "declined":
    case "expired":
    case "plan_changed":
    case "not_available":
      return { state: standing.state };
    case "outside":
    case "ready":
    case "already_signed":
    case "no_card":
    case "charging_closed":
    case "blocked":
      return { state: "showing" };
  }
}
