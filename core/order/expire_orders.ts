import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweepEachClock } from "../sweep.ts";
import type { Instant } from "../time.ts";
import { advance } from "./order.ts";
import type { OrderWithPayment } from "./order_store.ts";

/**
 * Expires open orders whose time is up, each on its merchant's clock. An order with a payment on its way expires too:
 * our timeout is only a guess about the world, so late money is recorded and refunded.
 */
export async function expireOrders(deps: Deps, options?: FlowOptions): Promise<void> {
  const expired = await sweepEachClock<OrderWithPayment>(deps, {
    name: "expire_orders",
    subject: ({ order: { orderId: id, merchantNo } }) => ({ id, merchantNo }),
    due: (...given) => deps.orders.dueToExpire(...given),
    work: (found, now) => expire(deps, found, now),
  }, options);
  if (expired > 0) deps.nudge("deliver_webhooks");
}

async function expire(
  deps: Deps,
  { order, late }: OrderWithPayment,
  at: Instant,
): Promise<boolean> {
  const expired = advance(order, { type: "expired", at });
  if (!expired.ok) return false;
  const eventId = deps.newId("evt");
  // Paid or closed at the same moment: that answer stands, and the next sweep no longer sees it.
  return !await conflictOf(
    deps.commit([{ type: "order.expired", order: expired.value, late, eventId, at, by: byClock }]),
  );
}
