import { type Actor, actorText, personOf } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { MerchantNotFound } from "../merchant/suspend_merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type BankAccount, masked } from "../settlement/settlement_account.ts";
import { type Proposal, type ProposalContent, proposalContext } from "./proposal.ts";

/** With the account itself, which is sealed. */
export type Proposed =
  | Exclude<ProposalContent, { kind: "settlement_account" }>
  | { readonly kind: "settlement_account"; readonly account: BankAccount };

export interface MakeProposal {
  readonly merchantNo: MerchantNo;
  readonly proposed: Proposed;
  readonly by: Actor;
}

export type MakeProposalRefusal =
  | MerchantNotFound
  /** Whoever proposes must be told apart from whoever confirms. */
  | { readonly code: "person_required" };

/** Writes down what one person wants; nothing is in force before another confirms it. */
export async function makeProposal(
  deps: Deps,
  { merchantNo, proposed, by }: MakeProposal,
): Promise<Result<Proposal, MakeProposalRefusal>> {
  if (personOf(by) === undefined) return rejected({ code: "person_required" });
  const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
  if (!merchant || merchant.state === "closed") {
    return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
  }
  const proposalId = deps.newId("pps");
  const at = merchantNow(merchant, deps.now());
  const proposal: Proposal = {
    proposalId,
    merchantNo,
    content: proposed.kind === "settlement_account"
      ? { kind: proposed.kind, masked: masked(proposed.account) }
      : proposed,
    sealed: proposed.kind === "settlement_account"
      ? await deps.vault.seal(JSON.stringify(proposed.account), proposalContext(proposalId))
      : undefined,
    state: "open",
    proposedBy: actorText(by),
    proposedAt: at,
    version: 1,
  };
  const eventId = deps.newId("evt");
  await deps.commit([{ type: "proposal.made", proposal, eventId, at, by }]);
  return ok(proposal);
}
