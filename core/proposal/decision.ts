import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { SignedIn } from "../staff/session.ts";
import { decided, type Proposal, type ProposalSignal } from "./proposal.ts";
import type { ProposalEvent } from "./proposal_events.ts";

/** That whoever is here decided it, now. */
export function decision(
  deps: Pick<Deps, "now" | "newId">,
  proposal: Proposal,
  signal: ProposalSignal,
  { staff: { staffId }, session }: SignedIn,
): ProposalEvent & Stamp {
  const at = deps.now();
  return {
    type: `proposal.${signal}`,
    proposal: decided(proposal, signal, { decidedBy: staffId, decidedAt: at }),
    within: session.sessionId,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  };
}
