import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Proposal } from "./proposal.ts";

export interface ProposalEvent {
  readonly type: "proposal.made" | "proposal.confirmed" | "proposal.withdrawn";
  readonly proposal: Proposal;
  /** The session in which it was done, which must still be open in the write. */
  readonly within: SessionId;
}

export const proposalEvents = {
  "proposal.made": { subject, data, holds },
  "proposal.confirmed": { subject, data, holds },
  "proposal.withdrawn": { subject, data, holds },
} satisfies EventSpecs<ProposalEvent>;

function subject({ proposal: { proposalId, version, merchantNo } }: ProposalEvent): Subject {
  return { subjectId: proposalId, version, merchantNo };
}

function data({ proposal: { act, digest, state } }: ProposalEvent) {
  return { act, digest, state };
}

function holds({ within }: ProposalEvent): Holds {
  return { session_open: within };
}
