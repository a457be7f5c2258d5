import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Claim } from "./claim.ts";

export type ClaimEvent =
  | {
    readonly type: "claim.opened" | "claim.moved" | "claim.won" | "claim.reopened";
    readonly claim: Claim;
  }
  | {
    readonly type: "claim.sent" | "claim.dropped";
    readonly claim: Claim;
    /** The session in which it was done, which must still be open in the write. */
    readonly within: SessionId;
  };

export const claimEvents = {
  "claim.opened": { subject, data },
  "claim.moved": { subject, data },
  "claim.won": { subject, data },
  "claim.reopened": { subject, data },
  "claim.sent": { subject, data, holds: within },
  "claim.dropped": { subject, data, holds: within },
} satisfies EventSpecs<ClaimEvent>;

function subject({ claim: { claimId, version, merchantNo } }: ClaimEvent): Subject {
  return { subjectId: claimId, version, merchantNo };
}

function within({ within: session_open }: { readonly within: SessionId }): Holds {
  return { session_open };
}

function data({ claim }: ClaimEvent) {
  return {
    dispute_id: claim.disputeId,
    state: claim.state,
    amount: claim.amount.fen,
    reference: claim.state === "sent" ? claim.reference : null,
    why: claim.state === "dropped" ? claim.why : null,
  };
}
