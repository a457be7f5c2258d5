import type { Merchant } from "../../core/merchant/merchant.ts";
import { returnLink } from "../../core/merchant/return_url.ts";
import { paths } from "../../core/paths.ts";
import type { Order } from "../../core/order/order.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { placesOf } from "./places.ts";

/** Where the way back leads: to the wallet, where a debt was to be paid, else to the merchant; or undefined. */
export function backLink(
  { returnUrl, orderId, arrearId }: Order,
  merchant: Merchant,
): string | undefined {
  if (arrearId !== undefined) return paths.wallet();
  return returnLink(merchant, returnUrl, { countersign_order_id: orderId });
}

// Where a channel may send a browser; anything else, above all `javascript:`, is not a link.
const LAUNCH_SCHEMES: readonly string[] = ["https:", "http:", "upwallet:", "uppay:"];

type Places = Pick<ReturnType<typeof placesOf>, "leaving">;

/** Where the payer's browser goes on; undefined while it cannot, or where an app does. */
export function launchPlace(
  payment: Payment,
  places: Places,
): string | undefined {
  const launch = payment.state === "processing" ? payment.launch : undefined;
  switch (launch?.type) {
    case undefined:
    case "tn":
    case "pay_code":
      return undefined;
    case "redirect":
    case "code":
      return launchLink(launch.url);
    case "form":
      return places.leaving(payment.paymentId);
  }
}

/** `url` when a browser may be sent there to pay, else undefined. */
export function launchLink(url: string): string | undefined {
  const scheme = URL.parse(url)?.protocol;
  return scheme !== undefined && LAUNCH_SCHEMES.includes(scheme) ? url : undefined;
}
