import type { ClaimId, DisputeId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Claim, ClaimState } from "./claim.ts";

export interface ClaimStore {
  byId(claimId: ClaimId): Query<Claim | undefined>;
  ofDispute(disputeId: DisputeId): Query<Claim | undefined>;
  /** The oldest first. */
  ofState(state: ClaimState, max: number): Query<readonly Claim[]>;
}
