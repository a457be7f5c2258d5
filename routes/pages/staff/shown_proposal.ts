import type { Deps } from "../../../core/deps.ts";
import type { Proposal } from "../../../core/proposal/proposal.ts";
import { openPerson } from "../../../core/staff/seal_staff.ts";
import type { ShownProposal } from "../../../views/staff/act_text.ts";

/** Proposals with the names of those they are about, of those who made them, and of their merchants. */
export async function shownProposals(
  deps: Deps,
  proposals: readonly Proposal[],
): Promise<readonly ShownProposal[]> {
  if (proposals.length === 0) return [];
  const people = await deps.load(...proposals.flatMap(({ act, proposedBy }) => [
    deps.staff.byId(act.staffId),
    deps.staff.byId(proposedBy),
  ]));
  const names = await Promise.all(
    people.map(async (staff) => staff && (await openPerson(deps.vault, staff)).name),
  );
  const ofMerchants = proposals.flatMap(({ merchantNo }) =>
    merchantNo === undefined ? [] : [deps.merchants.byNo(merchantNo)]
  );
  const merchants = ofMerchants.length === 0 ? [] : await deps.load(...ofMerchants);
  return proposals.map((proposal, i) => ({
    proposal,
    about: names[2 * i],
    proposer: names[2 * i + 1],
    merchant: merchants.find((each) => each?.merchantNo === proposal.merchantNo)?.name,
  }));
}
