import type { Checkout } from "../../core/order/checkout.ts";

/** Seconds between two polls; absent when nothing shown can change any more. */
export function pollEvery({ standing }: Checkout): number | undefined {
  switch (standing.state) {
    case "processing":
    case "other_device":
      return standing.unclear ? 5 : 2;
    case "payable":
    case "failed":
    case "over_limit":
      return 10;
    case "paid":
      return undefined;
    case "expired":
    case "closed":
      return standing.safe ? undefined : 5;
  }
}

/** True once nothing can be paid here any more: then the page is one column with the facts. */
export function settled({ order }: Checkout): boolean {
  return order.state !== "open";
}

/** True while money may be moving: then the page also listens to the stream, or reloads without script. */
export function inFlight({ standing }: Checkout): boolean {
  switch (standing.state) {
    case "processing":
    case "other_device":
      return true;
    case "expired":
    case "closed":
      return !standing.safe;
    case "payable":
    case "failed":
    case "over_limit":
    case "paid":
      return false;
  }
}
