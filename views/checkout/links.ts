import type { Merchant } from "../../core/merchant/merchant.ts";
import { returnLink, returnUrlAllowed } from "../../core/merchant/return_url.ts";
import type { Order } from "../../core/order/order.ts";

/**
 * Where "back to the merchant" leads, or undefined. Checked again here although the order was checked when it was
 * placed: the merchant may have taken an address off its list since.
 */
export function backLink(order: Order, merchant: Merchant): string | undefined {
  const { returnUrl, orderId } = order;
  if (returnUrl === undefined) return undefined;
  const allowHttp = merchant.mode === "test";
  if (!returnUrlAllowed(merchant, returnUrl, allowHttp)) return undefined;
  return returnLink(returnUrl, orderId);
}

// What a channel may send a browser to; anything else, above all `javascript:`, is not a link.
const LAUNCH_SCHEMES: readonly string[] = ["https:", "http:", "upwallet:", "uppay:"];

/** `url` when a browser may be sent there to pay, else undefined. */
export function launchLink(url: string): string | undefined {
  const scheme = URL.parse(url)?.protocol;
  return scheme !== undefined && LAUNCH_SCHEMES.includes(scheme) ? url : undefined;
}
