import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Result } from "../result.ts";
import { type ActRefusal, performAct } from "./perform_act.ts";
import type { MerchantAct, Proposal, ProposalsTooMany, RegisterKeyAct } from "./proposal.ts";
import { drafted, type Propose, propose } from "./propose.ts";

/** Proposes something about a merchant number; what nobody could confirm now is not proposed. */
export function proposeAboutMerchant(
  deps: Deps,
  given: Propose<MerchantAct | RegisterKeyAct>,
): Promise<Result<Proposal, ActRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const possible = await performAct(deps, await drafted(deps, given), given.here);
    return possible.ok ? await propose(deps, given) : possible;
  });
}
