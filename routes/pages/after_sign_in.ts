import type { Context } from "hono";
import { type OrderId, parseId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { forgetHostCookie, type Here, hostCookie, keepHostCookie } from "./cookies.ts";

const COOKIE = "after_sign_in";
const LIFE_SECONDS = 900;

const pages = { charging: paths.walletCharging(), lost_phone: paths.walletLostPhone() } as const;

/** Whoever signs in in this browser now wants to pay this order: by a bound card, else out of a balance. */
export function rememberOrder(
  c: Context,
  here: Here,
  orderId: OrderId,
  by: "card" | "balance" = "card",
): void {
  keepHostCookie(c, here, { name: COOKIE, value: `${orderId} ${by}`, maxAge: LIFE_SECONDS });
}

/** Or wants to come to this page of the wallet. */
export function rememberPage(c: Context, here: Here, page: keyof typeof pages): void {
  keepHostCookie(c, here, { name: COOKIE, value: page, maxAge: LIFE_SECONDS });
}

/** Where somebody who has just signed in goes on: back to what they came from, once, or to their wallet. */
export function afterSignIn(c: Context, here: Here): string {
  const kept = hostCookie(c, here, COOKIE);
  if (kept !== "charging" && kept !== "lost_phone") return orderToPay(c, here) ?? paths.wallet();
  forgetHostCookie(c, here, COOKIE);
  return pages[kept];
}

/** Back to the order that somebody came from, once; undefined for who came from none. */
export function orderToPay(c: Context, here: Here): string | undefined {
  const [kept = "", by] = (hostCookie(c, here, COOKIE) ?? "").split(" ");
  const orderId = parseId("ord", kept);
  if (!orderId) return undefined;
  forgetHostCookie(c, here, COOKIE);
  return by === "balance" ? paths.checkout(orderId) : paths.checkoutCards(orderId);
}
