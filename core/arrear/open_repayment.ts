import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { EventBody } from "../event.ts";
import type { ArrearId, ConsumerId, OrderId } from "../id.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
} from "../merchant/merchant.ts";
import { newOrder } from "../order/new_order.ts";
import { advance as advanceOrder, type Order } from "../order/order.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { Payment } from "../payment/payment.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { advance, type Arrear, type ArrearNotOwed } from "./arrear.ts";

export interface OpenRepayment {
  readonly arrearId: ArrearId;
  /** Who pays: only the person who signed. */
  readonly consumerId: ConsumerId;
}

export type OpenRepaymentRefusal =
  | { readonly code: "arrear_not_found" }
  | ArrearNotOwed
  | MerchantNotActive
  /** It is charged in this moment, and what becomes of that is not known yet. */
  | { readonly code: "arrear_being_retried" }
  /** A payment of an earlier order has no result yet. */
  | { readonly code: "repayment_in_flight"; readonly order_id: OrderId };

/**
 * The order by which its consumer pays what is owed: the one that is open, or a new one. None is opened while a charge
 * or a payment of it may still bring the money.
 */
export function openRepayment(
  deps: Deps,
  { arrearId, consumerId }: OpenRepayment,
): Promise<Result<Order, OpenRepaymentRefusal>> {
  return retryOnConflict(async () => {
    const [arrear] = await deps.load(deps.arrears.byId(arrearId));
    if (!arrear) return rejected({ code: "arrear_not_found" });
    const { orderId } = arrear;
    const [found, merchant, latest, payments = []] = await deps.load(
      deps.contracts.byId(arrear.contractId, deps.now()),
      deps.merchants.byNo(arrear.merchantNo),
      ...(orderId === undefined
        ? [] as const
        : [deps.orders.byId(orderId), deps.payments.ofOrder(orderId)] as const),
    );
    if (!merchant || found?.contract.consumerId !== consumerId) {
      return rejected({ code: "arrear_not_found" });
    }
    const at = merchantNow(merchant, deps.now());
    const decided = decide({ arrear, merchant, latest, payments }, {
      orderId: deps.newId("ord"),
      at,
    });
    if (!decided.ok) return decided;
    const { order, events } = decided.value;
    const by = byConsumer(consumerId);
    await deps.commit(events.map((each) => ({ ...each, eventId: deps.newId("evt"), at, by })));
    return ok(order);
  });
}

function decide(
  { arrear, merchant, latest, payments }: {
    readonly arrear: Arrear;
    readonly merchant: Merchant;
    /** The last order that was opened for it. */
    readonly latest: OrderWithPayment | undefined;
    readonly payments: readonly Payment[];
  },
  { orderId, at }: { readonly orderId: OrderId; readonly at: Instant },
): Result<
  { readonly order: Order; readonly events: readonly EventBody[] },
  OpenRepaymentRefusal
> {
  const opened = advance(arrear, { type: "repayment_opened", orderId });
  if (!opened.ok) return opened;
  if (arrear.state === "owed" && arrear.retrying !== undefined) {
    return rejected({ code: "arrear_being_retried" });
  }
  if (latest?.order.state === "open" && latest.order.expiresAt > at) {
    return ok({ order: latest.order, events: [] });
  }
  if (latest && payments.some(({ state }) => state === "processing")) {
    return rejected({ code: "repayment_in_flight", order_id: latest.order.orderId });
  }
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  const order = newOrder({
    orderId,
    merchantNo: arrear.merchantNo,
    merchantOrderNo: `arrear-${orderId}`,
    settleMerchantNo: arrear.settleMerchantNo,
    amount: arrear.amount,
    subject: arrear.subject,
    metadata: {},
    returnUrl: undefined,
    linkId: undefined,
    arrearId: arrear.arrearId,
    expiresIn: undefined,
  }, at);
  // No sweep has ended the last one yet, and only one at a time may be paid.
  const over = latest && advanceOrder(latest.order, { type: "expired", at });
  return ok({
    order,
    events: [
      ...(over?.ok
        ? [{ type: "order.expired", order: over.value, late: latest?.late ?? [] } as const]
        : []),
      { type: "order.placed", order },
      { type: "arrear.repayment_opened", arrear: opened.value },
    ],
  });
}
