import { paths } from "../../core/paths.ts";

/**
 * The URLs of one checkout as its pages and responses use them: an embedded page leads only to embedded ones. `key`
 * is the `embed` parameter, absent on a page of its own.
 */
export function placesOf(orderId: string, key: string | undefined) {
  const kept = (path: string, mark?: string) => {
    const seen = mark === undefined ? "" : `mark=${encodeURIComponent(mark)}`;
    if (key === undefined) return seen === "" ? path : `${path}?${seen}`;
    return `${path}?${seen === "" ? "" : `${seen}&`}embed=${encodeURIComponent(key)}`;
  };
  return {
    page: kept(paths.checkout(orderId)),
    payments: kept(paths.checkoutPayments(orderId)),
    /** For a page that has already seen `mark`. */
    status: (mark?: string) => kept(paths.checkoutStatus(orderId), mark),
    stream: (mark: string) => kept(paths.checkoutStream(orderId), mark),
    cancellation: (paymentId: string) => kept(paths.checkoutCancellation(orderId, paymentId)),
  };
}
