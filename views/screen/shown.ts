import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Marks } from "../../core/screen/order_screen.ts";
import type { OrderScreen } from "../../core/screen/view_order_screen.ts";
import { paths } from "../../core/paths.ts";

/** What a shop's screen shows: one order, or a till waiting for one. */
export type Shown =
  | ({ readonly state: "order" } & OrderScreen)
  | ({ readonly state: "idle" | "not_granted"; readonly merchant: Merchant } & Marks);

/** Which kind of screen it is, and so what it polls: an order's own page, or a till that moves on to the next order. */
export type Place = "order" | "till";

/** Seconds between two polls while there is no stream. */
export const POLL_SECONDS = 2;
/** How often the page reloads itself without script. */
export const RENEW_SECONDS = 5;

/** True while anything shown may still change: always on a till, and until its order has ended on an order's page. */
export function follows(shown: Shown, place: Place): boolean {
  if (place === "till") return true;
  if (shown.state !== "order") return false;
  return shown.order.state === "open" || shown.show.state === "unclear";
}

export function herePath(shown: Shown, place: Place): string {
  return placesOf(shown, place).page;
}

/** The status of the screen for a page that has already seen its mark. */
export function statusUrl(shown: Shown, place: Place): string {
  return `${placesOf(shown, place).status}?mark=${encodeURIComponent(shown.mark)}`;
}

export function streamUrl(shown: Shown, place: Place): string {
  return `${placesOf(shown, place).stream}?mark=${encodeURIComponent(shown.mark)}`;
}

function placesOf(shown: Shown, place: Place) {
  if (place === "till" || shown.state !== "order") {
    return { page: paths.till(), status: paths.tillStatus(), stream: paths.tillStream() };
  }
  const { orderId } = shown.order;
  return {
    page: paths.orderScreen(orderId),
    status: paths.orderScreenStatus(orderId),
    stream: paths.orderScreenStream(orderId),
  };
}
