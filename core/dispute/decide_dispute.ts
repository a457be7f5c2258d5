import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { DisputeId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import {
  isOpen,
  type Proposal,
  type ProposalsTooMany,
  type RefundDisputeAct,
} from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { DisputeNotFound } from "./answer_dispute.ts";
import { type Dispute, nextFacts, type WaitingDispute } from "./dispute.ts";
import { giveBack, type GiveBackRefusal } from "./give_back.ts";

export type DecideRefusal =
  | DisputeNotFound
  /** It does not wait for the institution, or is not any more what was seen. */
  | { readonly code: "dispute_changed"; readonly dispute_id: DisputeId };
export type RefundDisputeRefusal =
  | DecideRefusal
  | GiveBackRefusal
  | { readonly code: "nothing_to_give_back"; readonly dispute_id: DisputeId };

interface Decide {
  readonly disputeId: DisputeId;
  /** Of what was shown. */
  readonly version: number;
  /** What the payer and the merchant are told. */
  readonly why: string;
  readonly here: SignedIn;
}

/** Decides for the merchant: no money moves, so one person does. */
export function declineDispute(
  deps: Deps,
  { disputeId, version, why, here }: Decide,
): Promise<Result<Dispute, DecideRefusal>> {
  return retryOnConflict(async () => {
    const found = await undecided(deps, { disputeId, version });
    if (!found.ok) return found;
    const { dispute, merchant } = found.value;
    const at = merchantNow(merchant, deps.now());
    const facts = { ...nextFacts(dispute), decision: why };
    const declined: Dispute = { ...facts, state: "declined", endedAt: at };
    const eventId = deps.newId("evt");
    await deps.commit([
      { type: "dispute.closed", dispute: declined, eventId, at, by: byHere(here) },
    ]);
    deps.nudge("deliver_webhooks");
    deps.nudge("tell_consumers");
    return ok(declined);
  });
}

/** Puts before a second person that the money goes back. One proposal at a time; an expired one gives way. */
export function proposeDisputeRefund(
  deps: Deps,
  { disputeId, version, why, here }: Decide,
): Promise<Result<Proposal, DecideRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const found = await undecided(deps, { disputeId, version });
    if (!found.ok) return found;
    const { dispute: { amount, merchantNo } } = found.value;
    const [proposals] = await deps.load(deps.proposals.about(disputeId));
    const waiting = proposals.find((each) => each.state === "waiting");
    if (waiting && isOpen(waiting, deps.now())) return ok(waiting);
    const kind = "refund_dispute" as const;
    const act = { kind, of: disputeId, version, amount: amount.fen, why };
    return await propose(deps, { act, merchantNo, here, expired: waiting });
  });
}

/** What decides for the payer, decided and not committed: the refund of what is left is in the same write. */
export async function refundingDispute(
  deps: Deps,
  { of: disputeId, version, why }: RefundDisputeAct,
  here: SignedIn,
): Promise<Result<readonly DomainEvent[], RefundDisputeRefusal>> {
  const found = await undecided(deps, { disputeId, version });
  if (!found.ok) return found;
  const { dispute, merchant } = found.value;
  const at = merchantNow(merchant, deps.now());
  const by = byHere(here);
  const given = await giveBack(deps, dispute, { at, by });
  if (!given.ok) return given;
  const { refundId, events } = given.value;
  if (refundId === undefined) {
    return rejected({ code: "nothing_to_give_back", dispute_id: disputeId });
  }
  const facts = { ...nextFacts(dispute), decision: why, refundId };
  const refunded: Dispute = { ...facts, state: "refunded", endedAt: at };
  const eventId = deps.newId("evt");
  return ok([...events, { type: "dispute.closed", dispute: refunded, eventId, at, by }]);
}

function byHere({ staff: { staffId }, session }: SignedIn): Actor {
  return { type: "staff", staffId, within: session.sessionId };
}

async function undecided(
  deps: Deps,
  { disputeId, version }: Pick<Decide, "disputeId" | "version">,
): Promise<
  Result<{ readonly dispute: WaitingDispute; readonly merchant: Merchant }, DecideRefusal>
> {
  const [dispute] = await deps.load(deps.disputes.byId(disputeId));
  const [merchant] = dispute ? await deps.load(deps.merchants.byNo(dispute.merchantNo)) : [];
  if (!dispute || !merchant) {
    return rejected({ code: "dispute_not_found", dispute_id: disputeId });
  }
  return dispute.state === "escalated" && dispute.version === version
    ? ok({ dispute, merchant })
    : rejected({ code: "dispute_changed", dispute_id: disputeId });
}
