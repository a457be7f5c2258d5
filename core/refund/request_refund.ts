import { byCaller } from "../actor.ts";
import { conflictOn, retryOnConflict } from "../conflict.ts";
import { type Deduction, type ShownDeductionState, shownState } from "../deduction/deduction.ts";
import type { FoundDeduction } from "../deduction/deduction_store.ts";
import type { Deps } from "../deps.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { DomainEvent } from "../event.ts";
import type { DeductionId, EventId, OrderId, RefundId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { type Money, sameMoney } from "../money.ts";
import type { OrderState } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type Instant, rfc3339 } from "../time.ts";
import { leftToRefund } from "./left_to_refund.ts";
import { newRefund } from "./new_refund.ts";
import type { Refund } from "./refund.ts";

export interface RequestRefund {
  readonly caller: Caller;
  /** What was paid: by a payment of this order, or by this deduction. */
  readonly paid: OrderId | DeductionId;
  readonly merchantRefundNo: string;
  readonly amount: Money;
  readonly reason: string | undefined;
}

export type RequestRefundRefusal =
  | CallerRefusal
  | { readonly code: "order_not_found"; readonly order_id: string }
  | { readonly code: "order_not_paid"; readonly order_id: OrderId; readonly state: OrderState }
  | { readonly code: "deduction_not_found"; readonly deduction_id: string }
  | {
    readonly code: "deduction_not_paid";
    readonly deduction_id: DeductionId;
    readonly state: ShownDeductionState;
  }
  /** The channel gives nothing back any more. */
  | { readonly code: "refund_window_over"; readonly refundable_until: string }
  /** What was paid is settled already, and the number is owed too little to give it back. */
  | BalanceTooLow
  | { readonly code: "refund_exceeds_paid"; readonly amount: number; readonly refundable: number }
  | {
    readonly code: "refund_no_reused";
    readonly merchant_refund_no: string;
    readonly refund_id: RefundId;
  };

export type BalanceTooLow = { readonly code: "balance_too_low"; readonly amount: number };

export interface RequestedRefund {
  readonly refund: Refund;
  readonly replayed: boolean;
  readonly events: readonly DomainEvent[];
}

/** What is left is no longer what was shown. */
export type RefundLeftChanged = {
  readonly code: "refund_left_changed";
  readonly refundable: number;
};

/**
 * Records a refund once per merchant refund number and reserves its amount in the same write, so that refunds never
 * exceed what was paid, under any concurrency. The channel is called afterwards. What a deduction's refund gives back
 * still counts against the day it was charged on.
 */
export function requestRefund(
  deps: Deps,
  command: RequestRefund,
): Promise<Result<RequestedRefund, RequestRefundRefusal>> {
  return record<never>(deps, command, { unchanged: ok, asSeen: false });
}

/** The same for somebody who was shown that `left` is left: refused unless that holds in the write. */
export function requestRefundAsSeen(
  deps: Deps,
  command: RequestRefund,
  left: Money,
): Promise<Result<RequestedRefund, RequestRefundRefusal | RefundLeftChanged>> {
  const unchanged = (refundable: Money): Result<Money, RefundLeftChanged> =>
    sameMoney(refundable, left)
      ? ok(refundable)
      : rejected({ code: "refund_left_changed", refundable: refundable.fen });
  return record(deps, command, { unchanged, asSeen: true });
}

/** What was seen of what is left. */
interface Seen<R> {
  readonly unchanged: (refundable: Money) => Result<Money, R>;
  /** Whether it must hold in the write too. */
  readonly asSeen: boolean;
}

async function record<R>(
  deps: Deps,
  command: RequestRefund,
  seen: Seen<R>,
): Promise<Result<RequestedRefund, RequestRefundRefusal | R>> {
  const { caller, paid, merchantRefundNo } = command;
  const decision = await retryOnConflict(async () => {
    const [merchant, found, existing] = await deps.load(
      deps.merchants.calling(caller),
      isOrderId(paid)
        ? deps.orders.ownById(caller, paid)
        : deps.deductions.ownById(caller, paid, deps.now()),
      deps.refunds.byNo(caller, merchantRefundNo),
    );
    const decided = decide(command, { merchant, found, existing }, {
      refundId: deps.newId("rfd"),
      eventId: deps.newId("evt"),
      now: deps.now(),
      channels: deps.channels,
      ...seen,
    });
    if (!decided.ok) return decided;
    const uncovered = await conflictOn("refund_covered", deps.commit(decided.value.events));
    return uncovered ? rejected({ code: "balance_too_low", amount: command.amount.fen }) : decided;
  });
  if (decision.ok && !decision.value.replayed) deps.nudge("send_refunds");
  return decision;
}

function isOrderId(id: OrderId | DeductionId): id is OrderId {
  return id.startsWith("ord_");
}

export function decide<R>(
  command: RequestRefund,
  facts: {
    readonly merchant: Merchant | undefined;
    readonly found: OrderWithPayment | FoundDeduction | undefined;
    readonly existing: Refund | undefined;
  },
  given: {
    readonly refundId: RefundId;
    readonly eventId: EventId;
    readonly now: Instant;
    readonly channels: Deps["channels"];
  } & Seen<R>,
): Result<RequestedRefund, RequestRefundRefusal | R> {
  const { paid: id, merchantRefundNo, amount, reason } = command;
  const { merchant, found, existing } = facts;
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!found) return rejected(notFound(id));
  if (existing) {
    const { orderId, deductionId } = existing.of;
    const replay = (deductionId ?? orderId) === id && sameMoney(existing.amount, amount) &&
      existing.reason === reason;
    if (replay) return ok({ refund: existing, replayed: true, events: [] });
    return rejected({
      code: "refund_no_reused",
      merchant_refund_no: merchantRefundNo,
      refund_id: existing.refundId,
    });
  }
  const paid = succeeded(found);
  if (!paid.ok) return paid;
  const left = given.unchanged(leftToRefund(paid.value));
  if (!left.ok) return left;
  const refundable = left.value.fen;
  if (amount.fen > refundable) {
    return rejected({ code: "refund_exceeds_paid", amount: amount.fen, refundable });
  }

  const at = merchantNow(merchant, given.now);
  const until = refundableUntil(given.channels, paid.value);
  if (until !== undefined && at > until) {
    return rejected({ code: "refund_window_over", refundable_until: rfc3339(until) });
  }
  const { settleMerchantNo } = "order" in found ? found.order : found.deduction;
  const { refundId } = given;
  const refund = newRefund(
    { refundId, settleMerchantNo, merchantRefundNo, amount, reason, cause: "merchant" },
    paid.value,
    at,
  );
  const requested: DomainEvent = {
    type: "refund.requested",
    refund,
    ...(given.asSeen ? { reservedSeen: paid.value.refundReserved } : {}),
    eventId: given.eventId,
    at,
    by: byCaller(command.caller),
  };
  return ok({ refund, replayed: false, events: [requested] });
}

/** Until when the channel gives it back; undefined where it says no time. */
export function refundableUntil(
  channels: Deps["channels"],
  paid: Extract<Payment | Deduction, { state: "succeeded" }>,
): Instant | undefined {
  const window = channels[paid.channel]?.refundableFor?.("flow" in paid ? paid.flow : undefined);
  return window && after(paid.succeededAt, window);
}

function notFound(id: OrderId | DeductionId): RequestRefundRefusal {
  return isOrderId(id)
    ? { code: "order_not_found", order_id: id }
    : { code: "deduction_not_found", deduction_id: id };
}

/** The payment that settled the order, or the deduction; a refusal when nothing was paid. */
function succeeded(
  found: OrderWithPayment | FoundDeduction,
): Result<Extract<Payment | Deduction, { state: "succeeded" }>, RequestRefundRefusal> {
  if ("order" in found) {
    const { order: { orderId: order_id, state }, settled } = found;
    return state === "paid" && settled
      ? ok(settled)
      : rejected({ code: "order_not_paid", order_id, state });
  }
  const { deduction } = found;
  if (deduction.state === "succeeded") return ok(deduction);
  const { deductionId: deduction_id } = deduction;
  return rejected({ code: "deduction_not_paid", deduction_id, state: shownState(deduction) });
}
