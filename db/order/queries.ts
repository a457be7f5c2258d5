import { and, asc, eq, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { LatePayment, OrderStore, OrderWithPayment } from "../../core/order/order_store.ts";
import type { ArrearId, LinkId, MerchantNo, OrderId, PaymentId, RefundId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Order, OrderFacts, OrderStanding } from "../../core/order/order.ts";
import type { Row } from "../../core/query.ts";
import type { Payment } from "../../core/payment/payment.ts";
import type { RefundState } from "../../core/refund/refund.ts";
import { instant, milliseconds } from "../../core/time.ts";
import type { Transfer } from "../../core/transfer/transfer.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { searchingByEnd, stretchOf } from "../merchant/searching.ts";
import { Columns } from "../engine/columns.ts";
import { forClock } from "../merchant/clock.ts";
import { PAYMENTS_OF_ORDER_MAX, readPayment } from "../payment/queries.ts";
import { all, first, nested, pack, packWith } from "../engine/packed.ts";
import { orders } from "./table.ts";
import { payments } from "../payment/table.ts";
import { refunds } from "../refund/table.ts";
import { build, prepare } from "../engine/statement.ts";

export function readOrder(row: Row): Order {
  const columns = new Columns(row, "o_");
  return { ...readFacts(columns), ...readStanding(columns) };
}

function readFacts(columns: Columns): OrderFacts {
  return {
    orderId: columns.text("order_id") as OrderId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    merchantOrderNo: columns.text("merchant_order_no"),
    settleMerchantNo: columns.textOrNone("settle_merchant_no") as MerchantNo | undefined,
    amount: cny(columns.int("amount")),
    subject: columns.text("subject"),
    metadata: columns.json("metadata"),
    returnUrl: columns.textOrNone("return_url"),
    linkId: columns.textOrNone("link_id") as LinkId | undefined,
    arrearId: columns.textOrNone("arrear_id") as ArrearId | undefined,
    transfer: readTransfer(columns.textOrNone("transfer")),
    expiresIn: milliseconds(columns.int("expires_in_ms")),
    createdAt: instant(columns.int("created_at")),
    expiresAt: instant(columns.int("expires_at")),
    version: columns.int("version"),
    chain: columns.text("chain"),
  };
}

function readTransfer(text: string | undefined): Transfer | undefined {
  return text === undefined ? undefined : { buyerName: undefined, ...JSON.parse(text) };
}

function readStanding(columns: Columns): OrderStanding {
  const state = columns.text("state");
  switch (state) {
    case "open":
      return { state };
    case "paid":
      return {
        state,
        paidAt: instant(columns.int("ended_at")),
        settledPaymentId: columns.text("settled_payment_id") as PaymentId,
      };
    case "closed":
      return { state, closedAt: instant(columns.int("ended_at")) };
    case "expired":
      return { state, expiredAt: instant(columns.int("ended_at")) };
    default:
      throw new TypeError(`Cannot read order: unknown state "${state}"`);
  }
}

function readOrderWithPayment(row: Row): OrderWithPayment {
  const order = readOrder(row);
  const late = nested(lateRow, row, "late").map(readLate);
  if (row["p_payment_id"] === null) return { order, settled: undefined, late };
  return { order, settled: succeeded(readPayment(row, "p_")), late };
}

function readLate(row: Row): LatePayment {
  const columns = new Columns(row, "r_");
  return {
    payment: succeeded(readPayment(row)),
    refundId: columns.text("refund_id") as RefundId,
    refundState: columns.text("state") as RefundState,
  };
}

function succeeded(payment: Payment): LatePayment["payment"] {
  if (payment.state === "succeeded") return payment;
  const { orderId, state } = payment;
  throw new TypeError(`Cannot read order ${orderId}: settled or paid late by a ${state} payment`);
}

// An alias each, because the payment that settled the order stands beside them.
const latePayments = alias(payments, "late");
const lateRow = pack([latePayments, ""], [refunds, "r_"]);
const ofOrderLate = build.select(lateRow.fields).from(latePayments)
  .innerJoin(
    refunds,
    and(eq(refunds.orderId, latePayments.orderId), eq(refunds.paymentId, latePayments.paymentId)),
  )
  .where(and(
    eq(latePayments.orderId, orders.orderId),
    sql`${latePayments.state} = 'succeeded'`,
    sql`${latePayments.settles} = 0`,
    sql`${refunds.cause} = 'late_payment'`,
  ))
  .orderBy(asc(latePayments.paymentId)).limit(PAYMENTS_OF_ORDER_MAX);

const both = packWith([[orders, "o_"], [payments, "p_"]], "late", ofOrderLate);

const select = () =>
  build.select(both.fields).from(orders)
    .leftJoin(payments, eq(payments.paymentId, orders.settledPaymentId));

const byNo = forCaller<{ no: string }>((merchantNo) =>
  select().where(
    and(eq(orders.merchantNo, merchantNo), eq(orders.merchantOrderNo, sql.placeholder("no"))),
  )
);
const ownById = forCaller<{ orderId: string }>((merchantNo) =>
  select().where(
    and(eq(orders.orderId, sql.placeholder("orderId")), eq(orders.merchantNo, merchantNo)),
  )
);
const byId = prepare(select().where(eq(orders.orderId, sql.placeholder("orderId"))));
const ofPayment = prepare(
  select().where(
    sql`${orders.orderId} = (select order_id from payments where channel_order_no = ${
      sql.placeholder("no")
    })`,
  ),
);
const listed = {
  select: (condition: SQL, order: SQL) =>
    select().where(condition).orderBy(order).limit(sql.placeholder("limit")),
  id: orders.orderId,
  createdAt: orders.createdAt,
  merchantNo: orders.merchantNo,
  ofMerchant: { merchant_order_no: orders.merchantOrderNo },
  ofParent: { link_id: orders.linkId },
  state: orders.state,
};
const list = listing<"merchant_order_no" | "link_id">(listed);
const search = searchingByEnd({
  ...listed,
  endedAt: orders.endedAt,
  ofMerchant: { ...listed.ofMerchant, order_id: orders.orderId },
  looked: {
    amount_from: sql`+${orders.amount} >= ${sql.placeholder("amount_from")}`,
    amount_to: sql`+${orders.amount} <= ${sql.placeholder("amount_to")}`,
    settle_merchant_no: sql`coalesce(${orders.settleMerchantNo}, ${orders.merchantNo}) = ${
      sql.placeholder("settle_merchant_no")
    }`,
  },
});

const due = forClock(
  orders.merchantNo,
  (whose) =>
    select().where(and(
      eq(orders.state, sql`'open'`),
      lte(orders.expiresAt, sql.placeholder("now")),
      whose,
    )).orderBy(asc(orders.expiresAt)).limit(sql.placeholder("max")),
);

export const orderStore: Omit<OrderStore, "inFull"> = {
  byNo: (caller, no) => first(both, byNo(caller, { no }), readOrderWithPayment),
  ownById: (caller, orderId) => first(both, ownById(caller, { orderId }), readOrderWithPayment),
  byId: (orderId) => first(both, byId({ orderId }), readOrderWithPayment),
  ofPayment: (no) => first(both, ofPayment({ no }), readOrderWithPayment),
  list: (caller, page, filters) => all(both, list(caller, page, filters), readOrderWithPayment),
  search: (caller, page, filters) =>
    stretchOf(search(caller, page, filters), both, readOrderWithPayment),
  dueToExpire: (now, merchantNo, max) =>
    all(both, due(merchantNo, { now, max }), readOrderWithPayment),
};
