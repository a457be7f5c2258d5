import type { Context } from "hono";
import type { Payment } from "../../../core/payment/payment.ts";
import { launchPlace } from "../../../views/checkout/links.ts";
import { placesOf } from "../../../views/checkout/places.ts";

/** To the channel's own page if it gave one; otherwise back to the status page, ours, which shows the code or the result. */
export function goOn(c: Context, payment: Payment, kept: string | undefined): Response {
  const { page } = placesOf(payment.orderId, kept);
  const url = launchUrl(payment, kept);
  if (url === undefined) return c.redirect(page, 303);
  // Whoever comes back by the browser's own button finds the page that knows them.
  c.header("HX-Replace-Url", page);
  return leadTo(c, url);
}

/** The page the browser opens to pay, with what our own ones keep of its address; undefined where it shows a code. */
export function launchUrl(payment: Payment, kept: string | undefined): string | undefined {
  if (payment.state !== "processing" || payment.launch?.type === "code") return undefined;
  return launchPlace(payment, placesOf(payment.orderId, kept));
}

/** Redirects the browser, also for htmx, which would otherwise swap the other page into this one. */
export function leadTo(c: Context, url: string): Response {
  if (c.req.header("HX-Request") === undefined) return c.redirect(url, 303);
  c.header("HX-Redirect", url);
  return c.body(null, 204);
}
