import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { channelOrderNo, type RefundId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { advance, type Refund, type RefundSignal, type RefundState } from "../refund/refund.ts";
import type { RefundEvent } from "../refund/refund_events.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Instant } from "../time.ts";

export type MakeRefundRefusal =
  | { readonly code: "refund_not_found"; readonly refund_id: string }
  | { readonly code: "refund_moved_on"; readonly refund_id: RefundId; readonly state: RefundState };

/** What a person did about a refund that goes back by bank transfer. */
export type RefundMade =
  /** Takes it on, so that nobody else makes the transfer too. */
  | { readonly type: "taken_on" }
  /** Made it, under the bank's number. */
  | { readonly type: "made"; readonly reference: string }
  /** The bank did not take it, or sent it back. */
  | { readonly type: "refused" };

/** A refund by transfer is made by a person, to the account that the money came from, and recorded here. */
export async function makeRefund(
  deps: Deps,
  { refundId, made, here }: {
    readonly refundId: RefundId;
    readonly made: RefundMade;
    readonly here: SignedIn;
  },
): Promise<Result<Refund, MakeRefundRefusal>> {
  const moved = await retryOnConflict(async () => {
    const [refund] = await deps.load(deps.refunds.byChannelOrderNo(channelOrderNo(refundId)));
    if (refund?.channel !== "bank_transfer") {
      return rejected({ code: "refund_not_found" as const, refund_id: refundId });
    }
    const [merchant] = await deps.load(deps.merchants.byNo(refund.merchantNo));
    if (!merchant) return rejected({ code: "refund_not_found" as const, refund_id: refundId });
    const at = merchantNow(merchant, deps.now());
    const { type, signal } = stepOf(made, at);
    const next = advance(refund, signal);
    if (!next.ok) {
      const { state } = refund;
      return rejected({ code: "refund_moved_on" as const, refund_id: refundId, state });
    }
    const { staff: { staffId }, session: { sessionId: within } } = here;
    const by = { ...byStaff(staffId), within };
    await deps.commit([{ type, refund: next.value, eventId: deps.newId("evt"), at, by }]);
    return ok(next.value);
  });
  if (moved.ok) deps.nudge("deliver_webhooks");
  return moved;
}

function stepOf(
  made: RefundMade,
  at: Instant,
): { readonly type: RefundEvent["type"]; readonly signal: RefundSignal } {
  switch (made.type) {
    case "taken_on":
      return { type: "refund.sent", signal: { type: "sent", at, queryAfter: at } };
    case "made":
      return {
        type: "refund.succeeded",
        signal: { type: "succeeded", at, channelTxnNo: made.reference },
      };
    case "refused":
      return {
        type: "refund.failed",
        signal: { type: "failed", at, failure: "refused_by_channel" },
      };
  }
}
