import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Proposal } from "./proposal.ts";
import { proposalResource } from "./proposal_resource.ts";

export interface ProposalEvent {
  readonly type: "proposal.made" | "proposal.confirmed" | "proposal.withdrawn";
  readonly proposal: Proposal;
}

export const proposalEvents = {
  "proposal.made": {
    subject,
    data,
    holds: ({ proposal: { merchantNo } }) => ({ merchant_not_closed: merchantNo }),
  },
  "proposal.confirmed": { subject, data },
  "proposal.withdrawn": { subject, data },
} satisfies EventSpecs<ProposalEvent>;

function subject({ proposal: { proposalId, version, merchantNo } }: ProposalEvent): Subject {
  return { subjectId: proposalId, version, merchantNo };
}

function data({ proposal }: ProposalEvent) {
  return proposalResource(proposal);
}
