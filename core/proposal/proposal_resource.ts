import { sharingFacts } from "../sharing/sharing_resource.ts";
import { rfc3339 } from "../time.ts";
import type { Proposal, ProposalContent } from "./proposal.ts";

/** As the desk and the events show it. */
export function proposalResource(proposal: Proposal) {
  return {
    proposal_id: proposal.proposalId,
    merchant_no: proposal.merchantNo,
    kind: proposal.content.kind,
    content: shown(proposal.content),
    state: proposal.state,
    proposed_by: proposal.proposedBy,
    proposed_at: rfc3339(proposal.proposedAt),
  };
}

function shown(content: ProposalContent): Readonly<Record<string, unknown>> {
  switch (content.kind) {
    case "settlement_account": {
      const { bank, lastFour, holder } = content.masked;
      return { bank, last_four: lastFour, holder };
    }
    case "sharing_agreement":
      return sharingFacts(content.agreed);
    case "merchant_key":
      return { alg: content.alg, jwk: JSON.parse(content.jwk) };
  }
}
