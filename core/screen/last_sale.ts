import type { OrderId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import { after, between, type Duration, type Instant, instant, seconds } from "../time.ts";
import { showOf } from "./order_screen.ts";

/** How long a till says that money arrived, whatever comes next. */
const RECEIVED_SHOWN: Duration = seconds(10);

/** The order before the one that is shown, whose payer and cashier have not had time to read that it is paid. */
export interface LastSale {
  readonly orderId: OrderId;
  readonly amount: Money;
  /** How long it is still shown, in ms. */
  readonly endsIn: Duration;
}

interface Last {
  readonly order: Order;
  readonly payments: readonly Payment[];
}

/**
 * The last sale, if it is to be shown beside `next` at `now`: it was paid after `next` came or less than ten seconds
 * before, and has not been refunded since.
 */
export function lastSaleOf(
  { order, payments }: Last,
  next: Order,
  now: Instant,
): LastSale | undefined {
  if (order.state !== "paid") return undefined;
  if (showOf({ order, payments, code: undefined }, now).state !== "paid") return undefined;
  const { orderId, amount, paidAt } = order;
  if (next.createdAt >= after(paidAt, RECEIVED_SHOWN)) return undefined;
  const from = instant(Math.max(paidAt, next.createdAt));
  const endsIn = between(now, after(from, RECEIVED_SHOWN));
  return endsIn > 0 ? { orderId, amount, endsIn } : undefined;
}
