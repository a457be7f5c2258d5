import { paths } from "../../core/paths.ts";
import { carrying } from "../parts/carrying.ts";

/**
 * The URLs of one checkout as its pages and responses use them. `carried` is the pair that each of them keeps, if any:
 * an embedded page leads only to embedded ones, and a payer without cookies takes the proof along.
 */
export function placesOf(orderId: string, carried: string | undefined) {
  const kept = (path: string, mark?: string) => carrying(path, { mark, carried });
  return {
    page: kept(paths.checkout(orderId)),
    payments: kept(paths.checkoutPayments(orderId)),
    balance: kept(paths.checkoutBalance(orderId)),
    /** For a page that has already seen `mark`. */
    status: (mark?: string) => kept(paths.checkoutStatus(orderId), mark),
    stream: (mark: string) => kept(paths.checkoutStream(orderId), mark),
    leaving: (paymentId: string) => kept(paths.checkoutLeaving(orderId, paymentId)),
    payCode: (paymentId: string) => kept(paths.checkoutPayCode(orderId, paymentId)),
    newCode: (paymentId: string) => kept(paths.checkoutNewCode(orderId, paymentId)),
    cancellation: (paymentId: string) => kept(paths.checkoutCancellation(orderId, paymentId)),
  };
}
