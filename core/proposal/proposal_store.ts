import type { BlockId, DifferenceId, DisputeId, HoldId, PayoutId, ProposalId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Place } from "../staff/staff_store.ts";
import type { Instant } from "../time.ts";
import type { UnclearId } from "../unclear/finding.ts";
import type { Proposal } from "./proposal.ts";

export interface ProposalStore {
  /**
   * What waits in this place, oldest first. The institution's list also has what its operators propose about merchants,
   * and what no owner of a merchant number could confirm but the one it is about: there the desk is the second person.
   * One more than a page, from `past` on.
   */
  waiting(place: Place, now: Instant, past?: ProposalId): Query<readonly Proposal[]>;
  /** Those open in this place's own list. */
  countOpen(place: Place, now: Instant): Query<number>;
  /** Of what this place may see: anything else reads as absent. */
  visibleById(place: Place, proposalId: ProposalId): Query<Proposal | undefined>;
  /** What was proposed about one thing that is unclear, blocked, different or disputed, newest first, whatever became of it. */
  about(
    id: UnclearId | BlockId | DifferenceId | DisputeId | ProposalId | PayoutId | HoldId,
  ): Query<readonly Proposal[]>;
}
