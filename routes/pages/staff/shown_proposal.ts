import type { Deps } from "../../../core/deps.ts";
import type { Proposal } from "../../../core/proposal/proposal.ts";
import { staffNames } from "../../../core/staff/staff_names.ts";
import type { ShownProposal } from "../../../views/staff/act_text.ts";

/** Proposals with the names of those they are about, of those who made them, and of their merchants. */
export async function shownProposals(
  deps: Deps,
  proposals: readonly Proposal[],
): Promise<readonly ShownProposal[]> {
  if (proposals.length === 0) return [];
  const names = await staffNames(
    deps,
    proposals.flatMap(({ act, proposedBy }) => [
      proposedBy,
      ...("staffId" in act ? [act.staffId] : []),
    ]),
  );
  const ofMerchants = proposals.flatMap(({ merchantNo }) =>
    merchantNo === undefined ? [] : [deps.merchants.byNo(merchantNo)]
  );
  const merchants = ofMerchants.length === 0 ? [] : await deps.load(...ofMerchants);
  return proposals.map((proposal) => ({
    proposal,
    about: "staffId" in proposal.act ? names.get(proposal.act.staffId) : undefined,
    proposer: names.get(proposal.proposedBy),
    merchant: merchants.find((each) => each?.merchantNo === proposal.merchantNo)?.name,
  }));
}
