import { byCaller } from "../actor.ts";
import { conflictOn, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type OrderId, parseId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { cny, type Money, sameMoney, subtract } from "../money.ts";
import type { Refund } from "../refund/refund.ts";
import { decide } from "../refund/request_refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { RefundLimit } from "../screen/screen.ts";
import { businessDay } from "../time.ts";
import { callerAt, type OpenTill } from "./till.ts";
import { spanOf } from "./view_day.ts";

export interface RefundSale {
  readonly orderId: OrderId;
  /** Of the form that was sent: however often it is sent, it is one refund. */
  readonly once: string;
  readonly amount: Money;
  /** What was left to refund when the form was drawn. */
  readonly shownLeft: Money;
}

export type RefundSaleRefusal =
  | { readonly code: "sale_not_found" }
  /** Something was refunded since the form was drawn, or this form has refunded another amount. */
  | { readonly code: "form_stale" }
  | { readonly code: "over_paid" }
  /** What was paid is settled already, and the number is owed too little to give it back. */
  | { readonly code: "balance_too_low" }
  | { readonly code: "over_till_limit"; readonly each: Money; readonly leftToday: Money };

/** A new number for a refund form. */
export function newOnce({ newId }: Pick<Deps, "newId">): string {
  return newId("rfd").slice("rfd_".length);
}

export function readOnce(text: string): string | undefined {
  return parseId("rfd", `rfd_${text}`) && text;
}

/**
 * Refunds one of the till's sales, within what the till may and what the form showed: both must hold in the write, with
 * whatever was refunded at the same time.
 */
export async function refundSale(
  deps: Deps,
  till: OpenTill,
  { orderId, once, amount, shownLeft }: RefundSale,
): Promise<Result<Refund, RefundSaleRefusal>> {
  const caller = callerAt(till);
  const merchantRefundNo = `till-${once}`;
  const { screenId } = till.screen;
  const refunded = await retryOnConflict(async () => {
    const at = merchantNow(till.merchant, deps.now());
    const today = spanOf(businessDay(at));
    const [merchant, screen, sale, found, existing, refundedToday] = await deps.load(
      deps.merchants.calling(caller),
      deps.screens.ownById(caller, screenId),
      deps.tills.sale(till.screen, orderId),
      deps.orders.ownById(caller, orderId),
      deps.refunds.byNo(caller, merchantRefundNo),
      deps.tills.refunded(screenId, today),
    );
    if (!merchant || !screen || !sale) return rejected({ code: "sale_not_found" });
    const command = { caller, paid: orderId, merchantRefundNo, amount, reason: undefined };
    const decided = decide<never>(command, { merchant, found, existing }, {
      channels: deps.channels,
      refundId: deps.newId("rfd"),
      eventId: deps.newId("evt"),
      now: deps.now(),
      unchanged: ok,
      asSeen: false,
    });
    if (!decided.ok) {
      const { code } = decided.error;
      return rejected({ code: code === "refund_no_reused" ? "form_stale" : "over_paid" });
    }
    const { refund, replayed } = decided.value;
    if (replayed) return ok(refund);
    if (!sameMoney(sale.refundable, shownLeft)) return rejected({ code: "form_stale" });
    const over = overLimit(screen.refundLimit, amount, refundedToday.sum);
    if (over) return rejected(over);
    const requested = deps.commit([{
      type: "refund.requested",
      refund,
      reservedSeen: subtract(sale.order.amount, shownLeft),
      atTill: { screenId, today },
      eventId: deps.newId("evt"),
      at: refund.createdAt,
      by: byCaller(caller),
    }]);
    return await conflictOn("refund_covered", requested)
      ? rejected({ code: "balance_too_low" })
      : ok(refund);
  });
  if (refunded.ok) deps.nudge("send_refunds");
  return refunded;
}

function overLimit(
  { each, perDay }: RefundLimit,
  amount: Money,
  refundedToday: Money,
): Extract<RefundSaleRefusal, { code: "over_till_limit" }> | undefined {
  const leftToday = leftOf(perDay, refundedToday);
  if (amount.fen <= each.fen && amount.fen <= leftToday.fen) return undefined;
  return { code: "over_till_limit", each, leftToday };
}

/** A limit that was lowered meanwhile leaves nothing. */
export function leftOf(limit: Money, used: Money): Money {
  return cny(Math.max(0, subtract(limit, used).fen));
}
