import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ClaimId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { type Claim, nextFacts, takes } from "./claim.ts";

export type ClaimRefusal =
  | { readonly code: "claim_not_found"; readonly claim_id: string }
  /** It is not any more what was seen. */
  | { readonly code: "claim_changed"; readonly claim_id: ClaimId };

/** What a person did about it: no money of ours moves by it. */
export type ClaimStep =
  /** Claimed at the channel, by the channel's own way. */
  | { readonly type: "sent"; readonly reference: string }
  /** Given up, or not needed after all. */
  | { readonly type: "dropped"; readonly why: string };

export function workOnClaim(
  deps: Deps,
  { claimId, version, step, here }: {
    readonly claimId: ClaimId;
    /** Of what was shown. */
    readonly version: number;
    readonly step: ClaimStep;
    readonly here: SignedIn;
  },
): Promise<Result<Claim, ClaimRefusal>> {
  return retryOnConflict(async () => {
    const [claim] = await deps.load(deps.claims.byId(claimId));
    const [merchant] = claim ? await deps.load(deps.merchants.byNo(claim.merchantNo)) : [];
    if (!claim || !merchant) return rejected({ code: "claim_not_found", claim_id: claimId });
    if (claim.version !== version || !takes(claim, step.type)) {
      return rejected({ code: "claim_changed", claim_id: claimId });
    }
    const at = merchantNow(merchant, deps.now());
    const facts = nextFacts(claim);
    const next: Claim = step.type === "sent"
      ? { ...facts, state: "sent", reference: step.reference, sentAt: at }
      : { ...facts, state: "dropped", why: step.why, endedAt: at };
    const { staff: { staffId }, session: { sessionId: within } } = here;
    const stamp = { eventId: deps.newId("evt"), at, by: byStaff(staffId) };
    await deps.commit([{ type: `claim.${step.type}`, claim: next, within, ...stamp }]);
    return ok(next);
  });
}
