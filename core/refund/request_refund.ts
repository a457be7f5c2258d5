import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, OrderId, RefundId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { type Money, sameMoney, subtract } from "../money.ts";
import type { OrderState } from "../order/order.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { newRefund } from "./new_refund.ts";
import type { Refund } from "./refund.ts";

export interface RequestRefund {
  readonly caller: Caller;
  readonly orderId: OrderId;
  readonly merchantRefundNo: string;
  readonly amount: Money;
  readonly reason: string | undefined;
}

export type RequestRefundRefusal =
  | CallerRefusal
  | { readonly code: "order_not_found"; readonly order_id: string }
  | { readonly code: "order_not_paid"; readonly order_id: OrderId; readonly state: OrderState }
  | { readonly code: "refund_exceeds_paid"; readonly amount: number; readonly refundable: number }
  | {
    readonly code: "refund_no_reused";
    readonly merchant_refund_no: string;
    readonly refund_id: RefundId;
  };

export interface RequestedRefund {
  readonly refund: Refund;
  readonly replayed: boolean;
  readonly events: readonly DomainEvent[];
}

/**
 * Records a refund once per merchant refund number and reserves its amount in the same write, so that refunds never
 * exceed what was paid, under any concurrency. The channel is called afterwards.
 */
export async function requestRefund(
  deps: Deps,
  command: RequestRefund,
): Promise<Result<RequestedRefund, RequestRefundRefusal>> {
  const decision = await retryOnConflict(async () => {
    const [merchant, found, existing] = await deps.load(
      deps.merchants.calling(command.caller),
      deps.orders.ownById(command.caller, command.orderId),
      deps.refunds.byNo(command.caller, command.merchantRefundNo),
    );
    const decided = decide(command, { merchant, found, existing }, {
      refundId: deps.newId("rfd"),
      eventId: deps.newId("evt"),
      now: deps.now(),
    });
    if (decided.ok) await deps.commit(decided.value.events);
    return decided;
  });
  if (decision.ok && !decision.value.replayed) deps.nudge("send_refunds");
  return decision;
}

function decide(
  command: RequestRefund,
  facts: {
    readonly merchant: Merchant | undefined;
    readonly found: OrderWithPayment | undefined;
    readonly existing: Refund | undefined;
  },
  given: { readonly refundId: RefundId; readonly eventId: EventId; readonly now: Instant },
): Result<RequestedRefund, RequestRefundRefusal> {
  const { orderId, merchantRefundNo, amount, reason } = command;
  const { merchant, found, existing } = facts;
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  if (existing) {
    const replay = existing.orderId === orderId && sameMoney(existing.amount, amount) &&
      existing.reason === reason;
    if (replay) return ok({ refund: existing, replayed: true, events: [] });
    return rejected({
      code: "refund_no_reused",
      merchant_refund_no: merchantRefundNo,
      refund_id: existing.refundId,
    });
  }
  const { order, settled } = found;
  if (order.state !== "paid" || !settled) {
    return rejected({ code: "order_not_paid", order_id: orderId, state: order.state });
  }
  const refundable = subtract(settled.amount, settled.refundReserved);
  if (amount.fen > refundable.fen) {
    return rejected({
      code: "refund_exceeds_paid",
      amount: amount.fen,
      refundable: refundable.fen,
    });
  }

  const at = merchantNow(merchant, given.now);
  const refund = newRefund(
    { refundId: given.refundId, merchantRefundNo, amount, reason, cause: "merchant" },
    settled,
    at,
  );
  const requested: DomainEvent = {
    type: "refund.requested",
    refund,
    eventId: given.eventId,
    at,
    by: byCaller(command.caller),
  };
  return ok({ refund, replayed: false, events: [requested] });
}
