import canonicalize from "canonicalize";
import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { sha256 } from "../sha256.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Place } from "../staff/staff_store.ts";
import { after } from "../time.ts";
import { type Proposal, PROPOSAL_LIFE, type ProposedAct } from "./proposal.ts";

/** Puts a dangerous act before a second person; the same one that waits already is not proposed twice. */
export async function propose(
  deps: Deps,
  { act, place, here }: {
    readonly act: ProposedAct;
    readonly place: Place;
    readonly here: SignedIn;
  },
): Promise<Proposal> {
  const now = deps.now();
  const digest = await sha256(canonicalize(act) ?? "");
  const [waiting] = await deps.load(deps.proposals.waiting(place, now));
  const same = waiting.find((each) => each.digest === digest && each.merchantNo === place);
  if (same) return same;
  const proposal: Proposal = {
    proposalId: deps.newId("prp"),
    merchantNo: place,
    act,
    digest,
    proposedBy: here.staff.staffId,
    proposedAt: now,
    expiresAt: after(now, PROPOSAL_LIFE),
    version: 1,
    state: "waiting",
  };
  await deps.commit([{
    type: "proposal.made",
    proposal,
    within: here.session.sessionId,
    eventId: deps.newId("evt"),
    at: now,
    by: byStaff(here.staff.staffId),
  }]);
  return proposal;
}
