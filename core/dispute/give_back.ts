import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { RefundId } from "../id.ts";
import { cny } from "../money.ts";
import { leftToRefund } from "../refund/left_to_refund.ts";
import { newRefund } from "../refund/new_refund.ts";
import { refundableUntil } from "../refund/request_refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Instant, rfc3339 } from "../time.ts";
import type { Dispute } from "./dispute.ts";

export type GiveBackRefusal = {
  readonly code: "refund_window_over";
  readonly refundable_until: string;
};

export interface GivenBack {
  /** Undefined where nothing is left to give back: it has gone back already, or is on its way. */
  readonly refundId: RefundId | undefined;
  /** To be committed with the step of the dispute; refused if anything else was asked back meanwhile. */
  readonly events: readonly DomainEvent[];
}

/** The refund of what is disputed, as far as it is still there: with the step of the dispute that it is made by, or not at all. */
export async function giveBack(
  deps: Deps,
  { of, amount, settleMerchantNo, disputeId }: Dispute,
  { at, by }: { readonly at: Instant; readonly by: Actor },
): Promise<Result<GivenBack, GiveBackRefusal>> {
  const [paid] = await deps.load(
    of.deductionId === undefined
      ? deps.payments.byId(of.paymentId)
      : deps.deductions.byId(of.deductionId),
  );
  if (paid?.state !== "succeeded") throw new TypeError(`Cannot give back ${disputeId}: not paid`);
  const fen = Math.min(leftToRefund(paid).fen, amount.fen);
  if (fen === 0) return ok({ refundId: undefined, events: [] });
  const until = refundableUntil(deps.channels, paid);
  if (until !== undefined && at > until) {
    return rejected({ code: "refund_window_over", refundable_until: rfc3339(until) });
  }
  const refundId = deps.newId("rfd");
  const merchantRefundNo = `dispute-${disputeId.slice("dsp_".length)}`;
  const refund = newRefund(
    {
      refundId,
      settleMerchantNo,
      merchantRefundNo,
      amount: cny(fen),
      reason: disputeId,
      cause: "merchant",
    },
    paid,
    at,
  );
  const eventId = deps.newId("evt");
  const reservedSeen = paid.refundReserved;
  return ok({
    refundId,
    events: [{ type: "refund.requested", refund, reservedSeen, eventId, at, by }],
  });
}
