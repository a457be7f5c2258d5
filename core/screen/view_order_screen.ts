import { byScreen } from "../actor.ts";
import { currentCode } from "../dynamic_code/current_code.ts";
import type { DynamicCode } from "../dynamic_code/dynamic_code.ts";
import { openCode } from "../dynamic_code/open_code.ts";
import type { Deps } from "../deps.ts";
import type { OrderId, ScreenId } from "../id.ts";
import { type Merchant, merchantNow, type Product } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import { ok, rejected, type Result } from "../result.ts";
import { between, type Duration, type Instant, milliseconds } from "../time.ts";
import { type Marks, marksOf, type ScreenShow, showOf } from "./order_screen.ts";

/** Everything a shop's screen shows of an order, decided; the page only puts it into words. */
export interface OrderScreen extends Marks {
  readonly order: Order;
  readonly merchant: Merchant;
  readonly show: ScreenShow;
  /** The content of the code on the screen; absent while there is none. */
  readonly codeUrl: string | undefined;
  /** How long until time alone changes what is shown, in ms. */
  readonly changesIn: Duration | undefined;
}

export type OrderScreenRefusal =
  | { readonly code: "order_not_found"; readonly order_id: string }
  | { readonly code: "product_not_enabled"; readonly product: Product };

/**
 * What the screen of this order shows now: one round trip, and one more the very first time, which opens the order's
 * codes.
 */
export async function viewOrderScreen(
  deps: Deps,
  { orderId }: { readonly orderId: OrderId },
): Promise<Result<OrderScreen, OrderScreenRefusal>> {
  const [found, code] = await deps.load(
    deps.orders.inFull(orderId),
    deps.codes.ofOrder(orderId),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  if (!found.merchant.products.includes("screen_code")) {
    return rejected({ code: "product_not_enabled", product: "screen_code" });
  }
  return ok(await screenOf(deps, { ...found, code }));
}

interface Found {
  readonly order: Order;
  readonly payments: readonly Payment[];
  readonly merchant: Merchant;
  readonly code: DynamicCode | undefined;
  /** The till that shows it, where one does. */
  readonly screenId?: ScreenId;
}

/** The screen of what was found; an open order gets its codes the first time it is shown. */
export async function screenOf(
  deps: Deps,
  { order, payments, merchant, code: kept, screenId }: Found,
): Promise<OrderScreen> {
  const opens = order.state === "open" && !kept;
  const code = opens ? await openCode(deps, { order, merchant, by: byScreen(screenId) }) : kept;
  const now = merchantNow(merchant, deps.now());
  const facts = { order, payments, code };
  const show = showOf(facts, now);
  const current = code && show.state === "showing" ? await currentCode(deps, code, now) : undefined;
  return {
    order,
    merchant,
    show,
    codeUrl: current?.url,
    changesIn: changesIn(order, show, now),
    ...marksOf(facts, show),
  };
}

/** Waiting for a phone ends with the order at the latest. */
function changesIn(order: Order, show: ScreenShow, now: Instant): Duration | undefined {
  if (!("changesAt" in show) || show.changesAt === undefined) return undefined;
  const next = between(now, show.changesAt);
  if (show.state === "paying") return next;
  return milliseconds(Math.min(next, between(now, order.expiresAt)));
}
