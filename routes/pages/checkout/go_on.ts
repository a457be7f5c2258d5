import type { Context } from "hono";
import type { Payment } from "../../../core/payment/payment.ts";
import { launchLink } from "../../../views/checkout/links.ts";

/** To the channel's own page if it gave one; otherwise back to `page`, ours, which shows the code or the result. */
export function goOn(c: Context, page: string, payment: Payment): Response {
  const url = launchUrl(payment);
  if (url === undefined) return c.redirect(page, 303);
  // Whoever comes back by the browser's own button finds the page that knows them.
  c.header("HX-Replace-Url", page);
  return leadTo(c, url);
}

/** The page the channel wants the browser to open, or undefined. */
export function launchUrl(payment: Payment): string | undefined {
  const launch = payment.state === "processing" ? payment.launch : undefined;
  return launch?.type === "redirect" ? launchLink(launch.url) : undefined;
}

/** Redirects the browser, also for htmx, which would otherwise swap the other page into this one. */
export function leadTo(c: Context, url: string): Response {
  if (c.req.header("HX-Request") === undefined) return c.redirect(url, 303);
  c.header("HX-Redirect", url);
  return c.body(null, 204);
}
