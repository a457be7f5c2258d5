import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DisputeId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { after, type Instant } from "../time.ts";
import { type DisputeNotFound, type DisputeOver, over } from "./answer_dispute.ts";
import type { Chargeback } from "./chargeback.ts";
import { type Dispute, INSTITUTION_DUE, nextFacts, takes } from "./dispute.ts";
import type { DisputeEvent } from "./dispute_events.ts";

export type FollowUpRefusal =
  | { readonly code: "session_over" }
  | DisputeNotFound
  | DisputeOver
  /** The merchant still has time to answer. */
  | { readonly code: "answer_awaited"; readonly dispute_id: DisputeId };

interface FollowUp {
  readonly session: string;
  readonly disputeId: DisputeId;
}

/** A dispute of this session's consumer, with what happened to it at the channel. */
export interface OwnDisputeView {
  readonly dispute: Dispute;
  readonly merchant: Merchant;
  readonly chargebacks: readonly Chargeback[];
}

export async function viewOwnDispute(
  deps: Deps,
  { session, disputeId }: FollowUp,
): Promise<Result<OwnDisputeView, FollowUpRefusal>> {
  const tokenDigest = await sha256(session);
  const [here, dispute, chargebacks] = await deps.load(
    deps.sessions.consumerIn(tokenDigest, deps.now()),
    deps.disputes.byId(disputeId),
    deps.disputes.chargebacksOf(disputeId),
  );
  if (!here) return rejected({ code: "session_over" });
  if (!dispute || dispute.consumerId !== here.consumer.consumerId) return notFound(disputeId);
  const [merchant] = await deps.load(deps.merchants.byNo(dispute.merchantNo));
  return merchant ? ok({ dispute, merchant, chargebacks }) : notFound(disputeId);
}

/** The payer is not content with the merchant's answer: the institution decides. */
export function escalateDispute(
  deps: Deps,
  given: FollowUp,
): Promise<Result<Dispute, FollowUpRefusal>> {
  return following(deps, given, (dispute, at) => {
    if (dispute.state === "open") {
      return rejected({ code: "answer_awaited", dispute_id: dispute.disputeId });
    }
    if (dispute.state === "escalated") return ok(undefined);
    return takes(dispute, "escalated") ? ok(escalated(dispute, at)) : rejected(over(dispute));
  });
}

/** The payer takes it back: they know the payment after all, or have agreed with the merchant. */
export function withdrawDispute(
  deps: Deps,
  given: FollowUp,
): Promise<Result<Dispute, FollowUpRefusal>> {
  return following(deps, given, (dispute, at) => {
    if (dispute.state === "withdrawn") return ok(undefined);
    if (!takes(dispute, "withdrawn")) return rejected(over(dispute));
    const withdrawn = { ...nextFacts(dispute), state: "withdrawn", endedAt: at } as const;
    return ok({ type: "dispute.closed", dispute: withdrawn });
  });
}

/** It waits for the institution from now on. */
export function escalated(dispute: Dispute, at: Instant): DisputeEvent {
  return {
    type: "dispute.escalated",
    dispute: {
      ...nextFacts(dispute),
      escalatedAt: at,
      state: "escalated",
      dueAt: after(at, INSTITUTION_DUE),
      remindedAt: undefined,
    },
  };
}

function following(
  deps: Deps,
  given: FollowUp,
  decide: (
    dispute: Dispute,
    at: Instant,
  ) => Result<DisputeEvent | undefined, FollowUpRefusal>,
): Promise<Result<Dispute, FollowUpRefusal>> {
  return retryOnConflict(async () => {
    const found = await viewOwnDispute(deps, given);
    if (!found.ok) return found;
    const { dispute, merchant } = found.value;
    const at = merchantNow(merchant, deps.now());
    const decided = decide(dispute, at);
    if (!decided.ok) return decided;
    if (!decided.value) return ok(dispute);
    const by = byConsumer(dispute.consumerId);
    await deps.commit([{ ...decided.value, eventId: deps.newId("evt"), at, by }]);
    deps.nudge("deliver_webhooks");
    return ok(decided.value.dispute);
  });
}

function notFound(disputeId: DisputeId): Result<never, DisputeNotFound> {
  return rejected({ code: "dispute_not_found", dispute_id: disputeId });
}
