import type { Deps } from "../deps.ts";
import type { Dispute } from "../dispute/dispute.ts";
import type { ShownSignature } from "../factor/shown_signature.ts";
import type { OrderId, PaymentId } from "../id.ts";
import { firstPage } from "../listing.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { Payment } from "../payment/payment.ts";
import { signedPayments } from "../payment/signed_payments.ts";
import type { Refund } from "../refund/refund.ts";
import { type DeliveredEvent, deliveriesOf, historyOf, type Step } from "./history.ts";

const REFUNDS_MAX = 50;
/** What happened to so many of its newest attempts and refunds is part of an order's history. */
const OF_EACH_MAX = 20;

export interface OrderView extends OrderWithPayment {
  /** Newest first, as the refunds are. */
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  /** About the payment that settled it. */
  readonly dispute: Dispute | undefined;
  /** What payers have signed with a passkey, by the payment. */
  readonly signatures: ReadonlyMap<PaymentId, ShownSignature>;
  readonly steps: readonly Step[];
  readonly deliveries: readonly DeliveredEvent[];
}

/** One of the merchant number's orders, with all that belongs to it. */
export async function viewOrder(
  deps: Deps,
  caller: StaffCaller,
  orderId: OrderId,
): Promise<OrderView | undefined> {
  const [found, oldestFirst, refunds] = await deps.load(
    deps.orders.ownById(caller, orderId),
    deps.payments.ofOrder(orderId),
    deps.refunds.list(caller, firstPage("newest", REFUNDS_MAX), { order_id: orderId }),
  );
  if (!found) return undefined;
  const payments = oldestFirst.toReversed();
  const { settled } = found;
  const [dispute] = settled ? await deps.load(deps.disputes.bySubject(settled.paymentId)) : [];
  const newest = payments.slice(0, OF_EACH_MAX).map(({ paymentId }) => paymentId);
  const signatures = await signedPayments(deps, orderId, newest);
  const steps = await historyOf(deps, caller.merchantNo, [
    orderId,
    ...newest,
    ...refunds.slice(0, OF_EACH_MAX).map(({ refundId }) => refundId),
  ]);
  return {
    ...found,
    payments,
    refunds,
    dispute,
    signatures,
    steps,
    deliveries: await deliveriesOf(deps, caller, steps),
  };
}
