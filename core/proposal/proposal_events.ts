import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import { placeOf, type Proposal, PROPOSALS_MAX } from "./proposal.ts";

export interface ProposalEvent {
  readonly type: "proposal.made" | "proposal.confirmed" | "proposal.withdrawn";
  readonly proposal: Proposal;
  /** The session in which it was done, which must still be open in the write. */
  readonly within: SessionId;
}

export const proposalEvents = {
  "proposal.made": {
    subject,
    data,
    holds: (event) => ({ ...within(event), ...notClosed(event), ...atMost(event) }),
  },
  "proposal.confirmed": { subject, data, holds: within },
  "proposal.withdrawn": { subject, data, holds: within },
} satisfies EventSpecs<ProposalEvent>;

function subject({ proposal: { proposalId, version, merchantNo } }: ProposalEvent): Subject {
  return { subjectId: proposalId, version, merchantNo };
}

function data({ proposal: { act, digest, state } }: ProposalEvent) {
  return { act, digest, state };
}

function within({ within: session_open }: ProposalEvent): Holds {
  return { session_open };
}

function atMost({ proposal }: ProposalEvent): Holds {
  const { proposedAt: now } = proposal;
  return { proposals_at_most: { place: placeOf(proposal), now, max: PROPOSALS_MAX } };
}

/** What is closed stays as it is, but for its people, and its money that is still on the way. */
function notClosed({ proposal: { act, merchantNo } }: ProposalEvent): Holds {
  switch (act.kind) {
    case "add_key":
    case "register_key":
    case "share":
    case "close":
      return merchantNo === undefined ? {} : { merchant_not_closed: merchantNo };
    case "set_account":
    case "change_role":
    case "remove_staff":
    case "invite_again":
    case "settle":
    case "lift_block":
    case "settle_difference":
    case "end_advance":
    case "pay_out":
    case "paid_out":
    case "return_payout":
    case "place_hold":
    case "release_hold":
    case "record_receipt":
    case "agree_terms":
    case "set_calendar":
    case "refund_dispute":
    case "pay_out_refund":
    case "resend_refund":
    case "allocate_transfer":
    case "return_transfer":
      return {};
  }
}
