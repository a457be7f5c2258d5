import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { DisputeId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after } from "../time.ts";
import { CONSUMER_DUE, type Dispute, type DisputeState, nextFacts, takes } from "./dispute.ts";
import { giveBack, type GiveBackRefusal } from "./give_back.ts";

export type DisputeNotFound = {
  readonly code: "dispute_not_found";
  readonly dispute_id: string;
};
/** It has ended, or is not where this could be said. */
export type DisputeOver = {
  readonly code: "dispute_over";
  readonly dispute_id: DisputeId;
  readonly state: DisputeState;
};
export type AnswerRefusal =
  | CallerRefusal
  | DisputeNotFound
  | DisputeOver
  | { readonly code: "dispute_answered"; readonly dispute_id: DisputeId };

interface Answering {
  readonly caller: Caller;
  readonly disputeId: DisputeId;
}

/** The merchant says why it was right, once. Saying the same again changes nothing. */
export function contestDispute(
  deps: Deps,
  { caller, disputeId, text }: Answering & { readonly text: string },
): Promise<Result<Dispute, AnswerRefusal>> {
  return retryOnConflict(async () => {
    const found = await ownDispute(deps, caller, disputeId);
    if (!found.ok) return found;
    const { dispute, merchant } = found.value;
    if (dispute.answer?.text === text) return ok(dispute);
    if (dispute.answer) return rejected({ code: "dispute_answered", dispute_id: disputeId });
    if (!takes(dispute, "contested")) return rejected(over(dispute));
    const at = merchantNow(merchant, deps.now());
    const facts = { ...nextFacts(dispute), answer: { text, at } };
    const answered: Dispute = dispute.state === "open"
      ? { ...facts, state: "contested", dueAt: after(at, CONSUMER_DUE), remindedAt: undefined }
      : { ...dispute, ...facts };
    await commit(deps, [{
      type: "dispute.answered",
      dispute: answered,
      eventId: deps.newId("evt"),
      at,
      by: byCaller(caller),
    }]);
    return ok(answered);
  });
}

/**
 * The merchant gives the money back: with a refund of what is left in the same write, so that it moves once, whatever
 * else is asked back at the same moment. Accepting again changes nothing.
 */
export function acceptDispute(
  deps: Deps,
  { caller, disputeId }: Answering,
): Promise<Result<Dispute, AnswerRefusal | GiveBackRefusal>> {
  return retryOnConflict(async () => {
    const found = await ownDispute(deps, caller, disputeId);
    if (!found.ok) return found;
    const { dispute, merchant } = found.value;
    if (dispute.state === "accepted") return ok(dispute);
    if (!takes(dispute, "accepted")) return rejected(over(dispute));
    const at = merchantNow(merchant, deps.now());
    const by = byCaller(caller);
    const given = await giveBack(deps, dispute, { at, by });
    if (!given.ok) return given;
    const { refundId, events } = given.value;
    const facts = { ...nextFacts(dispute), refundId };
    const closed: Dispute = { ...facts, state: "accepted", endedAt: at };
    const eventId = deps.newId("evt");
    await commit(deps, [...events, { type: "dispute.closed", dispute: closed, eventId, at, by }]);
    if (refundId !== undefined) deps.nudge("send_refunds");
    return ok(closed);
  });
}

async function commit(deps: Deps, events: readonly DomainEvent[]): Promise<void> {
  await deps.commit(events);
  deps.nudge("deliver_webhooks");
  deps.nudge("tell_consumers");
}

async function ownDispute(
  deps: Deps,
  caller: Caller,
  disputeId: DisputeId,
): Promise<
  Result<
    { readonly dispute: Dispute; readonly merchant: Merchant },
    CallerRefusal | DisputeNotFound
  >
> {
  const [merchant, dispute] = await deps.load(
    deps.merchants.calling(caller),
    deps.disputes.ownById(caller, disputeId),
  );
  if (!merchant) return rejected({ code: "key_unknown" });
  return dispute
    ? ok({ dispute, merchant })
    : rejected({ code: "dispute_not_found", dispute_id: disputeId });
}

/** Why nothing more is said about it. */
export function over({ disputeId: dispute_id, state }: Dispute): DisputeOver {
  return { code: "dispute_over", dispute_id, state };
}
