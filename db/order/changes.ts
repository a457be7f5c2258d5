import { eq, sql } from "drizzle-orm";
import type { Order } from "../../core/order/order.ts";
import type { OrderEvent } from "../../core/order/order_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { type Link, writerOf, writerOfAllBut } from "../event/chain.ts";
import { orders } from "./table.ts";

export const orderChanges = {
  "order.placed": ({ order }, chain) => [insertOrder({ ...orderRow(order), chain })],
  "order.paid": update,
  "order.closed": update,
  "order.expired": update,
} satisfies Changes<OrderEvent>;

function update({ order }: OrderEvent, chain: string) {
  return [updateOrder({ ...orderRow(order), chain })];
}

const placed = writerOfAllBut(orders, "chain");
const moved = writerOf(orders, ["state", "endedAt", "settledPaymentId", "version"]);

/** What an order's step adds to its chain. */
export function orderLink({ type, order }: OrderEvent): Link {
  const written = (type === "order.placed" ? placed : moved)(orderRow(order));
  return { previous: order.chain, written };
}

const at = sql.placeholder;

const insertOrder = prepare<ReturnType<typeof orderRow>>(
  build.insert(orders).values({
    orderId: at("orderId"),
    merchantNo: at("merchantNo"),
    merchantOrderNo: at("merchantOrderNo"),
    settleMerchantNo: at("settleMerchantNo"),
    amount: at("amount"),
    subject: at("subject"),
    metadata: at("metadata"),
    returnUrl: at("returnUrl"),
    linkId: at("linkId"),
    arrearId: at("arrearId"),
    transfer: at("transfer"),
    expiresInMs: at("expiresInMs"),
    createdAt: at("createdAt"),
    expiresAt: at("expiresAt"),
    state: at("state"),
    version: at("version"),
    chain: at("chain"),
  }),
);

const updateOrder = prepare<ReturnType<typeof orderRow>>(
  build.update(orders).set({
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    settledPaymentId: sql`${at("settledPaymentId")}`,
    version: sql`${at("version")}`,
    chain: sql`${at("chain")}`,
  }).where(eq(orders.orderId, at("orderId"))),
);

function orderRow(order: Order) {
  return {
    ...order,
    amount: order.amount.fen,
    arrearId: order.arrearId,
    metadata: JSON.stringify(order.metadata),
    transfer: order.transfer && JSON.stringify(order.transfer),
    expiresInMs: order.expiresIn,
    endedAt: endOf(order),
    settledPaymentId: order.state === "paid" ? order.settledPaymentId : undefined,
  };
}

function endOf(order: Order): number | undefined {
  switch (order.state) {
    case "open":
      return undefined;
    case "paid":
      return order.paidAt;
    case "closed":
      return order.closedAt;
    case "expired":
      return order.expiredAt;
  }
}
