import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Marks } from "../../core/screen/order_screen.ts";
import type { Screen } from "../../core/screen/screen.ts";
import type { OrderScreen } from "../../core/screen/view_order_screen.ts";
import type { BesideOrder } from "../../core/screen/view_till.ts";
import { paths } from "../../core/paths.ts";
import type { Instant } from "../../core/time.ts";

/** With a PIN it has a door for the shop assistant. */
type ShownScreen = Pick<Screen, "name"> & Partial<Pick<Screen, "pin">>;

/** What a shop's screen shows: one order, or a till waiting for one. */
export type Shown =
  | (
    & { readonly state: "order"; readonly screen?: ShownScreen }
    & OrderScreen
    & Partial<BesideOrder>
  )
  | (
    & { readonly state: "idle"; readonly merchant: Merchant; readonly now: Instant }
    & { readonly screen: ShownScreen }
    & Marks
  )
  | (
    & { readonly state: "not_granted"; readonly merchant: Merchant }
    & { readonly screen?: ShownScreen }
    & Marks
  );

/** Which kind of screen it is, and so what it polls: an order's own page, or a till that moves on to the next order. */
export type Place = "order" | "till";

/** Where an open page asks, and how often where there is no stream. */
export interface Asks {
  /** Where it reloads itself without script. */
  readonly here: string;
  readonly status: string;
  readonly stream: string;
  readonly seconds: number;
}

const POLL_SECONDS = 2;
/** Only a refund can still come. */
const SETTLED_POLL_SECONDS = 10;
/** How often the page reloads itself without script. */
export const RENEW_SECONDS = 5;

/** True while anything shown may still change: always on a till, and on an order's page until it has ended for good. */
export function follows(shown: Shown, place: Place): boolean {
  if (place === "till") return true;
  if (shown.state !== "order") return false;
  const { state } = shown.show;
  return shown.order.state === "open" || state === "unclear" || state === "paid";
}

/** What the page asks while it follows. */
export function asksOf(shown: Shown, place: Place): Asks | undefined {
  if (!follows(shown, place)) return undefined;
  if (place === "till" || shown.state !== "order") {
    const at = { here: paths.till(), status: paths.tillStatus(), stream: paths.tillStream() };
    return asking(at, shown.mark, POLL_SECONDS);
  }
  const { orderId } = shown.order;
  const at = {
    here: paths.orderScreen(orderId),
    status: paths.orderScreenStatus(orderId),
    stream: paths.orderScreenStream(orderId),
  };
  return asking(at, shown.mark, shown.show.state === "paid" ? SETTLED_POLL_SECONDS : POLL_SECONDS);
}

/** The addresses for a page that has already seen `mark`. */
export function asking(
  { here, status, stream }: Pick<Asks, "here" | "status" | "stream">,
  mark: string,
  seconds = POLL_SECONDS,
): Asks {
  const seen = `?mark=${encodeURIComponent(mark)}`;
  return { here, status: status + seen, stream: stream + seen, seconds };
}
