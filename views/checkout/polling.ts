import type { Checkout } from "../../core/order/checkout.ts";

/**
 * When an open page asks; undefined when nothing shown can change any more. `ask`: only when somebody looks at it
 * again, because a refund or late money may still come.
 */
export function asksWhen(checkout: Checkout): string | undefined {
  const { standing, order } = checkout;
  const seconds = pollEvery(checkout);
  if (seconds !== undefined) return `every ${seconds}s, ask`;
  return standing.state === "paid" && standing.refunded.fen >= order.amount.fen ? undefined : "ask";
}

function pollEvery({ standing }: Checkout): number | undefined {
  switch (standing.state) {
    case "processing":
    case "other_device":
      return standing.unclear ? 5 : 2;
    case "payable":
    case "failed":
    case "sent_back":
    case "awaits_code":
      return 10;
    case "paid":
      return standing.recent ? 30 : undefined;
    case "expired":
    case "closed":
      return standing.safe ? undefined : 5;
  }
}

/** True once nothing can be paid here any more: then the page is one column with the facts. */
export function settled({ order }: Checkout): boolean {
  return order.state !== "open";
}

/** True while the page listens to the stream, which spares its polls. */
export function listens(checkout: Checkout): boolean {
  return pollEvery(checkout) !== undefined;
}

/** True while money may be moving: then the page reloads itself without script. */
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
    case "sent_back":
    // What somebody is typing must not be taken away.
    case "awaits_code":
    case "paid":
      return false;
  }
}
