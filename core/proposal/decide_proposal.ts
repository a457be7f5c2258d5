import { type Actor, actorText, personOf } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ProposalId } from "../id.ts";
import type { Machine } from "../machine.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { addProposedKey, type AddProposedKeyRefusal } from "../merchant/add_proposed_key.ts";
import { ok, rejected, type Result } from "../result.ts";
import { setAccount } from "../settlement/set_account.ts";
import { type AgreementNoTaken, agreeToShare } from "../sharing/agree_to_share.ts";
import type { Instant } from "../time.ts";
import {
  type Proposal,
  proposalContext,
  proposalMachine,
  type ProposalSignal,
  type ProposalState,
} from "./proposal.ts";

export interface DecideProposal {
  readonly proposalId: ProposalId;
  readonly verdict: "confirmed" | "withdrawn";
  readonly by: Actor;
}

export type DecideProposalRefusal =
  | { readonly code: "proposal_not_found"; readonly proposal_id: string }
  | {
    readonly code: "proposal_already_decided";
    readonly proposal_id: ProposalId;
    readonly state: ProposalState;
  }
  | { readonly code: "person_required" }
  | { readonly code: "second_person_required"; readonly proposed_by: string }
  | AddProposedKeyRefusal
  | AgreementNoTaken;

/**
 * Confirms a proposal, by another person than the one who made it, or withdraws it. What it proposed is in force from
 * the same write on. Deciding the same again changes nothing.
 */
export function decideProposal(
  deps: Deps,
  { proposalId, verdict, by }: DecideProposal,
): Promise<Result<Proposal, DecideProposalRefusal>> {
  return retryOnConflict(async () => {
    const [proposal] = await deps.load(deps.proposals.byId(proposalId));
    const [merchant] = proposal
      ? await deps.load(deps.merchants.byNo(proposal.merchantNo))
      : [undefined];
    if (!proposal || !merchant) {
      return rejected({ code: "proposal_not_found", proposal_id: proposalId });
    }
    if (proposal.state === verdict) return ok(proposal);
    const machine: Machine<ProposalState, ProposalSignal> = proposalMachine;
    const next = machine[proposal.state][verdict];
    if (!next) {
      const { state } = proposal;
      return rejected({ code: "proposal_already_decided", proposal_id: proposalId, state });
    }
    if (personOf(by) === undefined) return rejected({ code: "person_required" });
    if (verdict === "confirmed" && proposal.proposedBy === actorText(by)) {
      const { proposedBy: proposed_by } = proposal;
      return rejected({ code: "second_person_required", proposed_by });
    }
    const at = merchantNow(merchant, deps.now());
    const effects = verdict === "confirmed"
      ? await effectsOf(deps, proposal, { merchant, at, by })
      : ok([]);
    if (!effects.ok) return effects;
    const decided: Proposal = {
      ...proposal,
      state: next,
      sealed: undefined,
      version: proposal.version + 1,
    };
    const type = verdict === "confirmed" ? "proposal.confirmed" : "proposal.withdrawn";
    const event: DomainEvent = { type, proposal: decided, eventId: deps.newId("evt"), at, by };
    await deps.commit([event, ...effects.value]);
    return ok(decided);
  });
}

async function effectsOf(
  deps: Deps,
  { proposalId, merchantNo, content, sealed }: Proposal,
  given: { readonly merchant: Merchant; readonly at: Instant; readonly by: Actor },
): Promise<Result<readonly DomainEvent[], DecideProposalRefusal>> {
  switch (content.kind) {
    case "settlement_account": {
      const account = JSON.parse(await deps.vault.open(sealed ?? "", proposalContext(proposalId)));
      const [previous] = await deps.load(deps.settlements.inForce(merchantNo));
      return ok(await setAccount(deps, { merchantNo, account, previous }, given));
    }
    case "sharing_agreement":
      return await agreeToShare(deps, merchantNo, { ...given, agreed: content.agreed });
    case "merchant_key":
      return await addProposedKey(deps, { ...content, ...given });
  }
}
