import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type ActRefusal, performAct } from "../proposal/perform_act.ts";
import {
  isOpen,
  type Proposal,
  type ProposalsTooMany,
  type SettlementAct,
} from "../proposal/proposal.ts";
import { drafted, propose } from "../proposal/propose.ts";
import { rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";

/** Something else about it waits for a second person. */
export type ProposalWaiting = { readonly code: "proposal_waiting" };

/** Puts something about settlements before a second person; what nobody could confirm now is not proposed. */
export function proposeSettlement(
  deps: Deps,
  act: SettlementAct,
  here: SignedIn,
): Promise<Result<Proposal, ActRefusal | ProposalsTooMany | ProposalWaiting>> {
  const given = { act, merchantNo: undefined, here };
  return retryOnConflict(async () => {
    const draft = await drafted(deps, given);
    const possible = await performAct(deps, draft, here);
    if (!possible.ok) return possible;
    const [about] = "of" in act ? await deps.load(deps.proposals.about(act.of)) : [[]];
    const waiting = about.find(({ state }) => state === "waiting");
    const isOther = waiting && waiting.digest !== draft.digest;
    if (waiting && isOther && isOpen(waiting, deps.now())) {
      return rejected({ code: "proposal_waiting" });
    }
    const expired = waiting && !isOpen(waiting, deps.now()) ? waiting : undefined;
    return await propose(deps, { ...given, expired });
  });
}
