import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { OrderWithPayment } from "./order_store.ts";
import type { OrderId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Payment } from "../payment/payment.ts";
import { ok, rejected, type Result } from "../result.ts";
import { advance, type OrderRefusal } from "./order.ts";

export interface CloseOrder {
  readonly caller: Caller;
  readonly orderId: OrderId;
}

export interface ClosedOrder extends OrderWithPayment {
  /** Already on its way: if it succeeds, it is late and goes back. */
  readonly inFlight: Payment | undefined;
}

export type CloseOrderRefusal =
  | CallerRefusal
  | { readonly code: "order_not_found"; readonly order_id: string }
  | OrderRefusal;

/**
 * Closes an open order, so that it can no longer be paid; closing a closed one changes nothing. Money already on its
 * way then arrives too late and is refunded.
 */
export function closeOrder(
  deps: Deps,
  { caller, orderId }: CloseOrder,
): Promise<Result<ClosedOrder, CloseOrderRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, found] = await deps.load(
      deps.merchants.calling(caller),
      deps.orders.ownById(caller, orderId),
    );
    if (!merchant) return rejected({ code: "key_unknown" });
    if (!found) return rejected({ code: "order_not_found", order_id: orderId });
    if (found.order.state === "closed") return ok(await closedOrder(deps, found));

    const at = merchantNow(merchant, deps.now());
    const closed = advance(found.order, { type: "closed", at });
    if (!closed.ok) return closed;
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    const after = { ...found, order: closed.value };
    const { order, late } = after;
    await deps.commit([{ type: "order.closed", order, late, eventId, at, by }]);
    return ok(await closedOrder(deps, after));
  });
}

/** Read after the commit, because no payment can start after it: so none is missed. */
async function closedOrder(deps: Deps, found: OrderWithPayment): Promise<ClosedOrder> {
  const [payments] = await deps.load(deps.payments.ofOrder(found.order.orderId));
  return { ...found, inFlight: payments.find((each) => each.state === "processing") };
}
