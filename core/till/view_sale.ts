import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { cny, type Money } from "../money.ts";
import { businessDay } from "../time.ts";
import { leftOf, newOnce } from "./refund_sale.ts";
import type { OpenTill, Sale } from "./till.ts";
import { spanOf } from "./view_day.ts";

export interface SaleView {
  readonly sale: Sale;
  /** What may be refunded at this till now. */
  readonly allowed: Money;
  /** For the form: sent twice, it is one refund. */
  readonly once: string;
}

/** One of the till's sales, and what its form may refund; undefined when it is not one of them. */
export async function viewSale(
  deps: Deps,
  { screen, merchant }: OpenTill,
  orderId: OrderId,
): Promise<SaleView | undefined> {
  const today = spanOf(businessDay(merchantNow(merchant, deps.now())));
  const [sale, refunded] = await deps.load(
    deps.tills.sale(screen, orderId),
    deps.tills.refunded(screen.screenId, today),
  );
  if (!sale) return undefined;
  const { each, perDay } = screen.refundLimit;
  const leftToday = leftOf(perDay, refunded.sum);
  const allowed = cny(Math.min(sale.refundable.fen, each.fen, leftToday.fen));
  return { sale, allowed, once: newOnce(deps) };
}
