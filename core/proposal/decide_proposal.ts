import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ProposalId } from "../id.ts";
import { permits } from "../permission/role.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import type { SignedIn } from "../staff/session.ts";
import { decision } from "./decision.ts";
import { type ActRefusal, performAct } from "./perform_act.ts";
import { isOpen, permissionFor, type Proposal } from "./proposal.ts";

interface DecideProposal {
  readonly proposalId: ProposalId;
  /** Of what was shown. */
  readonly digest: string;
  readonly here: SignedIn;
}

export type ConfirmRefusal =
  | { readonly code: "proposal_not_found" | "proposal_over" | "not_permitted" }
  /** Nobody confirms what they proposed. */
  | { readonly code: "second_person_needed" }
  | ActRefusal;

export interface Confirmed {
  readonly proposal: Proposal;
  /** Of a new link, to be shown once. */
  readonly token: string | undefined;
}

/** Does what another person proposed, in one unit with the confirmation. The write refuses the one who proposed it. */
export async function confirmProposal(
  deps: Deps,
  { proposalId, digest, here }: DecideProposal,
): Promise<Result<Confirmed, ConfirmRefusal>> {
  const confirmed = await retryOnConflict(async () => {
    const found = await openProposal(deps, { proposalId, here });
    if (!found.ok) return found;
    const proposal = found.value;
    if (!sameText(proposal.digest, digest)) return rejected({ code: "proposal_over" });
    if (!permits(here.role, permissionFor[proposal.act.kind])) {
      return rejected({ code: "not_permitted" });
    }
    if (proposal.proposedBy === here.staff.staffId) {
      return rejected({ code: "second_person_needed" });
    }
    const performed = await performAct(deps, proposal, here);
    if (!performed.ok) return performed;
    const event = decision(deps, proposal, "confirmed", here);
    await deps.commit([event, ...performed.value.events]);
    const { token, jobs = [] } = performed.value;
    return ok({ proposal: event.proposal, token, jobs });
  });
  if (!confirmed.ok) return confirmed;
  for (const job of confirmed.value.jobs) deps.nudge(job);
  return confirmed;
}

/** Takes a proposal back, one's own or a colleague's; nothing else changes. */
export function withdrawProposal(
  deps: Deps,
  { proposalId, here }: Omit<DecideProposal, "digest">,
): Promise<Result<Proposal, ConfirmRefusal>> {
  return retryOnConflict(async () => {
    const found = await openProposal(deps, { proposalId, here });
    if (!found.ok) return found;
    const event = decision(deps, found.value, "withdrawn", here);
    await deps.commit([event]);
    return ok(event.proposal);
  });
}

async function openProposal(
  deps: Deps,
  { proposalId, here }: Omit<DecideProposal, "digest">,
): Promise<Result<Proposal, ConfirmRefusal>> {
  const [proposal] = await deps.load(
    deps.proposals.visibleById(here.place, proposalId),
  );
  if (!proposal) return rejected({ code: "proposal_not_found" });
  return isOpen(proposal, deps.now()) ? ok(proposal) : rejected({ code: "proposal_over" });
}
