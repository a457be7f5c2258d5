import canonicalize from "canonicalize";
import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import type { SignedIn } from "../staff/session.ts";
import { after } from "../time.ts";
import { decision } from "./decision.ts";
import {
  placeOf,
  type Proposal,
  PROPOSAL_LIFE,
  proposalContext,
  PROPOSALS_MAX,
  type ProposalsTooMany,
  type ProposedAct,
} from "./proposal.ts";

export interface Propose<A extends ProposedAct = ProposedAct> {
  readonly act: A;
  /** Which merchant number it is about; undefined = the institution. */
  readonly merchantNo: MerchantNo | undefined;
  readonly here: SignedIn;
  /** What the act masks. */
  readonly hidden?: Readonly<Record<string, string>> | undefined;
}

/**
 * Puts a dangerous act before a second person; the same one that waits already is not proposed twice, unless it masks
 * something. One that has `expired` gives way to it.
 */
export async function propose(
  deps: Deps,
  { expired, ...given }: Propose & { readonly expired?: Proposal | undefined },
): Promise<Result<Proposal, ProposalsTooMany>> {
  const { here } = given;
  const proposal = await drafted(deps, given);
  const place = placeOf(proposal);
  const [waiting, open] = await deps.load(
    deps.proposals.waiting(place, proposal.proposedAt),
    deps.proposals.countOpen(place, proposal.proposedAt),
  );
  const same = waiting.find((each) =>
    each.digest === proposal.digest && each.merchantNo === proposal.merchantNo
  );
  if (same && proposal.sealed === undefined) return ok(same);
  if (open >= PROPOSALS_MAX) return rejected({ code: "proposals_too_many", max: PROPOSALS_MAX });
  const made: DomainEvent = {
    type: "proposal.made",
    proposal,
    within: here.session.sessionId,
    eventId: deps.newId("evt"),
    at: proposal.proposedAt,
    by: byStaff(here.staff.staffId),
  };
  await deps.commit([...(expired ? [decision(deps, expired, "withdrawn", here)] : []), made]);
  return ok(proposal);
}

/** As it would wait, not committed. */
export async function drafted(
  deps: Deps,
  { act, merchantNo, here, hidden }: Propose,
): Promise<Proposal> {
  const now = deps.now();
  const proposalId = deps.newId("prp");
  return {
    proposalId,
    merchantNo,
    act,
    sealed: hidden && await deps.vault.seal(JSON.stringify(hidden), proposalContext(proposalId)),
    digest: await sha256(canonicalize(act) ?? ""),
    proposedBy: here.staff.staffId,
    proposedAt: now,
    expiresAt: after(now, PROPOSAL_LIFE),
    version: 1,
    state: "waiting",
  };
}
