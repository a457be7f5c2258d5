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
  const staffIds = [
    ...new Set(
      proposals.flatMap(({ act, proposedBy }) => [
        proposedBy,
        ...("staffId" in act ? [act.staffId] : []),
      ]),
    ),
  ];
  const people = await deps.load(...staffIds.map((staffId) => deps.staff.byId(staffId)));
  const names = new Map(
    await Promise.all(
      people.map(async (staff, i) =>
        [staffIds[i], staff && (await openPerson(deps.vault, staff)).name] as const
      ),
    ),
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
