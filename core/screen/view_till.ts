import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { between, type Instant } from "../time.ts";
import { type LastSale, lastSaleOf } from "./last_sale.ts";
import type { Marks } from "./order_screen.ts";
import { type Screen, SEEN_EVERY } from "./screen.ts";
import { digestTillToken } from "./pair_screen.ts";
import { type OrderScreen, screenOf } from "./view_order_screen.ts";

/** What a till shows: the newest order since it was paired, or that it is ready for one. */
export type Till =
  | ({ readonly state: "order"; readonly screen: Screen } & OrderScreen & BesideOrder)
  | (
    & { readonly state: "idle"; readonly screen: Screen; readonly merchant: Merchant }
    /** What time it is, for the clock on the wall. */
    & { readonly now: Instant }
    & Marks
  )
  /** Its merchant number may no longer show codes. */
  | (
    & { readonly state: "not_granted"; readonly screen: Screen; readonly merchant: Merchant }
    & Marks
  );

/** What a till remembers while it shows its newest order. */
export interface BesideOrder {
  /** The order before, whose payment may still have to be shown. */
  readonly lastOrderId: OrderId | undefined;
  readonly lastSale: LastSale | undefined;
}

/**
 * What the till with `tillToken` shows now, or undefined when no paired screen has it: one round trip, one more when a
 * new order is shown for the first time, and one once a minute to say that it was seen.
 */
export async function viewTill(deps: Deps, tillToken: string): Promise<Till | undefined> {
  const digest = await digestTillToken(tillToken);
  const [screen, merchant, order, payments, code, lastOrder, lastPayments] = await deps.load(
    deps.screens.byTokenDigest(digest),
    deps.screens.merchant(digest),
    deps.screens.order(digest),
    deps.screens.payments(digest),
    deps.screens.code(digest),
    deps.screens.lastOrder(digest),
    deps.screens.lastPayments(digest),
  );
  if (!screen || !merchant) return undefined;
  const now = deps.now();
  if (screen.seenAt === undefined || between(screen.seenAt, now) >= SEEN_EVERY) {
    await deps.write(deps.screens.seen(screen.screenId, now));
  }
  if (!merchant.products.includes("screen_code")) {
    return { state: "not_granted", screen, merchant, ...standing(screen, "not_granted") };
  }
  if (!order) return { state: "idle", screen, merchant, now, ...standing(screen, "idle") };
  const { screenId } = screen;
  const shown = await screenOf(deps, { order, payments, merchant, code, screenId });
  const last = lastOrder && { order: lastOrder, payments: lastPayments };
  const lastSale = last && lastSaleOf(last, order, merchantNow(merchant, now));
  const mark = lastSale ? `${shown.mark}~${lastSale.orderId}` : shown.mark;
  return { state: "order", screen, ...shown, lastOrderId: lastOrder?.orderId, lastSale, mark };
}

function standing({ screenId }: Screen, state: string): Marks {
  const said = `${screenId}.${state}`;
  return { said, mark: said };
}
