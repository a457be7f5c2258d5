import { and, asc, desc, eq, lt, lte, sql } from "drizzle-orm";
import type { OrderStore, OrderWithPayment } from "../../core/order/order_store.ts";
import type { LinkId, MerchantNo, OrderId, PaymentId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Order, OrderFacts, OrderStanding } from "../../core/order/order.ts";
import type { Row } from "../../core/query.ts";
import { instant, milliseconds } from "../../core/time.ts";
import { forCaller } from "../merchant/caller.ts";
import { Columns } from "../engine/columns.ts";
import { forClock } from "../merchant/clock.ts";
import { readPayment } from "../payment/queries.ts";
import { all, first, pack } from "../engine/packed.ts";
import { orders } from "./table.ts";
import { payments } from "../payment/table.ts";
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
    expiresIn: milliseconds(columns.int("expires_in_ms")),
    createdAt: instant(columns.int("created_at")),
    expiresAt: instant(columns.int("expires_at")),
    version: columns.int("version"),
    chain: columns.text("chain"),
  };
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
  if (row["p_payment_id"] === null) return { order, settled: undefined };
  const payment = readPayment(row, "p_");
  if (payment.state !== "succeeded") {
    throw new TypeError(
      `Cannot read order ${order.orderId}: settled by a ${payment.state} payment`,
    );
  }
  return { order, settled: payment };
}

const both = pack([orders, "o_"], [payments, "p_"]);
const alone = pack([orders, "o_"]);

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
const newest = forCaller<{ limit: number }>((merchantNo) =>
  select().where(eq(orders.merchantNo, merchantNo)).orderBy(desc(orders.orderId))
    .limit(sql.placeholder("limit"))
);
const newestBefore = forCaller<{ limit: number; before: string }>((merchantNo) =>
  select().where(
    and(eq(orders.merchantNo, merchantNo), lt(orders.orderId, sql.placeholder("before"))),
  ).orderBy(desc(orders.orderId)).limit(sql.placeholder("limit"))
);

const due = forClock(
  orders.merchantNo,
  (whose) =>
    build.select(alone.fields).from(orders).where(and(
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
  list: (caller, { limit, before }) =>
    all(
      both,
      before === undefined ? newest(caller, { limit }) : newestBefore(caller, { limit, before }),
      readOrderWithPayment,
    ),
  dueToExpire: (now, merchantNo, max) => all(alone, due(merchantNo, { now, max }), readOrder),
};
