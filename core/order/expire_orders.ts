import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import type { Instant } from "../time.ts";
import { advance, type Order } from "./order.ts";

const ORDERS_PER_SWEEP_MAX = 200;

/**
 * Expires open orders whose time is up, each on its merchant's clock. An order with a payment on its way expires too:
 * our timeout is only a guess about the world, so late money is recorded and refunded.
 */
export async function expireOrders(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    for (;;) {
      const [due] = await deps.load(
        deps.orders.dueToExpire(now, merchantNo, ORDERS_PER_SWEEP_MAX),
      );
      const expired = await Promise.all(due.map((order) => expire(deps, order, now)));
      if (due.length < ORDERS_PER_SWEEP_MAX || !expired.includes(true)) return;
    }
  });
  deps.nudge("deliver_webhooks");
}

async function expire(deps: Deps, order: Order, at: Instant): Promise<boolean> {
  const expired = advance(order, { type: "expired", at });
  if (!expired.ok) return false;
  const eventId = deps.newId("evt");
  // Paid or closed at the same moment: that answer stands, and the next sweep no longer sees it.
  return !await conflictOf(
    deps.commit([{ type: "order.expired", order: expired.value, eventId, at, by: byClock }]),
  );
}
