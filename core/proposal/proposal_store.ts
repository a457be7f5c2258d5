import type { ProposalId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Proposal } from "./proposal.ts";

export interface ProposalStore {
  byId(proposalId: ProposalId): Query<Proposal | undefined>;
  /** The oldest first. */
  open(max: number): Query<readonly Proposal[]>;
}
