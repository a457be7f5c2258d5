import type { MerchantNo, ProposalId, StaffId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Permission } from "../permission/permission.ts";
import type { Role } from "../permission/role.ts";
import { days, type Duration, type Instant } from "../time.ts";

export type ProposalState = "waiting" | "confirmed" | "withdrawn";
export type ProposalSignal = "confirmed" | "withdrawn";

/** A dangerous act between two people; one that nobody confirms in time stays as it was proposed and does nothing. */
export const proposalMachine: Machine<ProposalState, ProposalSignal> = {
  waiting: { confirmed: "confirmed", withdrawn: "withdrawn" },
  confirmed: {},
  withdrawn: {},
};

export const PROPOSAL_LIFE: Duration = days(7);
/** As many as a page lists. */
export const PROPOSALS_MAX = 100;

/** What one person proposes and another confirms. A new kind is a member here and a case in perform_act.ts. */
export type ProposedAct =
  | { readonly kind: "change_role"; readonly staffId: StaffId; readonly role: Role }
  | { readonly kind: "remove_staff"; readonly staffId: StaffId }
  | { readonly kind: "invite_again"; readonly staffId: StaffId };

/** What whoever proposes or confirms an act must be permitted. */
export const permissionFor: Readonly<Record<ProposedAct["kind"], Permission>> = {
  change_role: "staff:write",
  remove_staff: "staff:write",
  invite_again: "staff:write",
};

export type Proposal = ProposalFacts & ProposalStanding;

interface ProposalFacts {
  readonly proposalId: ProposalId;
  /** Whose place it is about: a merchant number, or with undefined the institution. */
  readonly merchantNo: MerchantNo | undefined;
  readonly act: ProposedAct;
  /** SHA-256 of the act as canonical JSON: what is confirmed is what was shown. */
  readonly digest: string;
  readonly proposedBy: StaffId;
  readonly proposedAt: Instant;
  readonly expiresAt: Instant;
  readonly version: number;
}

export type ProposalStanding =
  | { readonly state: "waiting" }
  | {
    readonly state: "confirmed" | "withdrawn";
    readonly decidedBy: StaffId;
    readonly decidedAt: Instant;
  };

/** Decided one version later; one that was decided before stays as it is. */
export function decided(
  proposal: Proposal,
  signal: ProposalSignal,
  { decidedBy, decidedAt }: { readonly decidedBy: StaffId; readonly decidedAt: Instant },
): Proposal {
  const state = proposalMachine[proposal.state][signal];
  if (!state || state === "waiting") return proposal;
  return { ...proposal, version: proposal.version + 1, state, decidedBy, decidedAt };
}

export function isOpen(proposal: Proposal, now: Instant): boolean {
  return proposal.state === "waiting" && now < proposal.expiresAt;
}
