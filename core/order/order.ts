import type { ArrearId, LinkId, MerchantNo, OrderId, PaymentId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Duration, Instant } from "../time.ts";
import type { Transfer } from "../transfer/transfer.ts";

export type OrderState = "open" | "paid" | "closed" | "expired";
export type OrderSignal = "paid" | "closed" | "expired";

/** An order is paid at most once; one that has expired or been closed stays that way. */
export const orderMachine: Machine<OrderState, OrderSignal> = {
  open: { paid: "paid", closed: "closed", expired: "expired" },
  paid: {},
  closed: {},
  expired: {},
};

export type Order = OrderFacts & OrderStanding;

export interface OrderFacts {
  readonly orderId: OrderId;
  readonly merchantNo: MerchantNo;
  /** The merchant's own number: with `merchantNo` the natural key. */
  readonly merchantOrderNo: string;
  readonly settleMerchantNo: MerchantNo | undefined;
  readonly amount: Money;
  readonly subject: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly returnUrl: string | undefined;
  /** The link that opened it; undefined when the merchant did. */
  readonly linkId: LinkId | undefined;
  /** What its consumer pays by it that is owed from a contract. */
  readonly arrearId?: ArrearId | undefined;
  /** Of an order that is paid by bank transfer, and by nothing else. */
  readonly transfer: Transfer | undefined;
  readonly expiresIn: Duration;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** How many events this order has had: the next one is `version + 1`. */
  readonly version: number;
  /** The head of the chain of its steps, as of the last commit; empty before the first. The commit of a step moves it. */
  readonly chain: string;
}

export type OrderStanding =
  | { readonly state: "open" }
  | { readonly state: "paid"; readonly paidAt: Instant; readonly settledPaymentId: PaymentId }
  | { readonly state: "closed"; readonly closedAt: Instant }
  | { readonly state: "expired"; readonly expiredAt: Instant };

export type OrderAdvance =
  | { readonly type: "paid"; readonly at: Instant; readonly paymentId: PaymentId }
  | { readonly type: "closed"; readonly at: Instant }
  | { readonly type: "expired"; readonly at: Instant };

export type OrderRefusal = {
  readonly code: "order_not_open";
  readonly order_id: OrderId;
  readonly state: OrderState;
};

/** The order after `signal`, one version later, or `order_not_open` with its state. */
export function advance(order: Order, signal: OrderAdvance): Result<Order, OrderRefusal> {
  if (!orderMachine[order.state][signal.type]) {
    return rejected({ code: "order_not_open", order_id: order.orderId, state: order.state });
  }
  const version = order.version + 1;
  switch (signal.type) {
    case "paid":
      return ok({
        ...order,
        version,
        state: "paid",
        paidAt: signal.at,
        settledPaymentId: signal.paymentId,
      });
    case "closed":
      return ok({ ...order, version, state: "closed", closedAt: signal.at });
    case "expired":
      return ok({ ...order, version, state: "expired", expiredAt: signal.at });
  }
}
