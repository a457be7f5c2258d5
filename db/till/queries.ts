import { and, desc, eq, gt, gte, lt, type SQL, sql } from "drizzle-orm";
import type { ScreenId, SessionId, ShiftId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Query, Row } from "../../core/query.ts";
import { leftToRefund } from "../../core/refund/left_to_refund.ts";
import type { OpenTill, Sale, Shift, Total } from "../../core/till/till.ts";
import type { SoldAt, TillStore } from "../../core/till/till_store.ts";
import { after, instant, milliseconds } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readMerchant } from "../merchant/queries.ts";
import { merchants } from "../merchant/table.ts";
import { readOrder } from "../order/queries.ts";
import { orders } from "../order/table.ts";
import { readPayment } from "../payment/queries.ts";
import { payments } from "../payment/table.ts";
import { readRefund } from "../refund/queries.ts";
import { refunds } from "../refund/table.ts";
import { readScreen } from "../screen/queries.ts";
import { screens } from "../screen/table.ts";
import { tillRefunds, tillSessions, tillShifts } from "./table.ts";

const at = sql.placeholder;

const openRow = pack([screens, "s_"], [merchants, "m_"], [tillSessions, "t_"], [tillShifts, "h_"]);
const saleRow = pack([orders, "o_"], [payments, "p_"]);
const refundRow = pack([refunds, ""]);
const shiftRow = pack([tillShifts, ""]);

const unlocked = prepare(
  build.select(openRow.fields).from(tillSessions)
    .innerJoin(screens, eq(screens.screenId, tillSessions.screenId))
    .innerJoin(merchants, eq(merchants.merchantNo, screens.merchantNo))
    .leftJoin(
      tillShifts,
      and(eq(tillShifts.screenId, screens.screenId), sql`${tillShifts.endedAt} is null`),
    )
    .where(and(
      eq(tillSessions.tokenDigest, at("session")),
      eq(screens.tokenDigest, at("till")),
      gt(tillSessions.expiresAt, at("now")),
      gt(tillSessions.seenAt, at("seenAfter")),
    )),
);
const touch = prepare(
  build.update(tillSessions).set({ seenAt: sql`${at("now")}` })
    .where(eq(tillSessions.sessionId, at("sessionId"))),
);

/** Word by word the condition of the index; orders of links are the phones' that scanned them. */
const sold = sql`${orders.merchantNo} = ${at("merchantNo")} and ${orders.state} = 'paid'
  and ${orders.linkId} is null and ${orders.orderId} > ${at("afterOrderId")}`;
const since = gte(orders.endedAt, at("from"));
const until = lt(orders.endedAt, at("to"));

const select = (condition: SQL | undefined) =>
  build.select(saleRow.fields).from(orders)
    .innerJoin(payments, eq(payments.paymentId, orders.settledPaymentId))
    .where(condition)
    .orderBy(desc(orders.endedAt), desc(orders.orderId)).limit(at("max"));
const sales = prepare(select(and(sold, since, until)));
const salesBefore = prepare(select(and(
  sold,
  since,
  sql`(${orders.endedAt}, ${orders.orderId}) < (${at("paidAt")}, ${at("orderId")})`,
)));
const sale = prepare(
  build.select(saleRow.fields).from(orders)
    .innerJoin(payments, eq(payments.paymentId, orders.settledPaymentId))
    .where(and(eq(orders.orderId, at("orderId")), sql`+${sold}`)),
);

/** Without the marks that a merchant's number may have, as people say it. */
const spoken =
  sql`lower(replace(replace(replace(replace(merchant_order_no, '-', ''), '_', ''), '.', ''), ':', ''))`;
const ending = prepare(select(sql`${orders.orderId} in (
  select order_id from (
    select order_id, merchant_order_no from orders where ${sold} and ${since}
    order by ended_at desc, order_id desc limit ${at("looked")}
  ) where substr(${spoken}, -4) = ${at("ending")} or lower(substr(order_id, -4)) = ${
  at("ending")
})`));

const sums = (amount: SQL) => ({
  count: sql`count(*)`.as("count"),
  sum: sql`coalesce(sum(${amount}), 0)`.as("sum"),
});
const paid = prepare(
  build.select(sums(sql`${orders.amount}`)).from(orders).where(and(sold, since, until)),
);
const refunded = prepare(
  build.select(sums(sql`${refunds.amount}`)).from(tillRefunds)
    .innerJoin(refunds, eq(refunds.refundId, tillRefunds.refundId))
    .where(and(
      eq(tillRefunds.screenId, at("screenId")),
      gte(tillRefunds.at, at("from")),
      lt(tillRefunds.at, at("to")),
      sql`${refunds.state} <> 'failed'`,
    )),
);

const lastRefunds = prepare(
  build.select(refundRow.fields).from(tillRefunds)
    .innerJoin(refunds, eq(refunds.refundId, tillRefunds.refundId))
    .where(eq(tillRefunds.screenId, at("screenId")))
    .orderBy(desc(tillRefunds.at), desc(tillRefunds.refundId)).limit(at("max")),
);

const shift = prepare(
  build.select(shiftRow.fields).from(tillShifts).where(and(
    eq(tillShifts.shiftId, at("shiftId")),
    eq(tillShifts.screenId, at("screenId")),
  )),
);
const shifts = prepare(
  build.select(shiftRow.fields).from(tillShifts).where(eq(tillShifts.screenId, at("screenId")))
    .orderBy(desc(tillShifts.shiftId)).limit(at("max")),
);

export const tillStore: TillStore = {
  unlocked: (digests, { now, idle }) =>
    first(
      openRow,
      unlocked({ ...digests, now, seenAfter: after(now, milliseconds(-idle)) }),
      readOpen,
    ),
  touch: (sessionId, now) => ({ statements: [touch({ sessionId, now })], fleeting: true }),
  sales: (of, { from, to, before, max }) =>
    all(
      saleRow,
      before
        ? salesBefore({ ...soldAt(of), from, ...before, max })
        : sales({ ...soldAt(of), from, to, max }),
      readSale,
    ),
  sale: (of, orderId) => first(saleRow, sale({ ...soldAt(of), orderId }), readSale),
  ending: (of, given) => all(saleRow, ending({ ...soldAt(of), ...given }), readSale),
  paid: (of, span) => total(paid({ ...soldAt(of), ...span })),
  refunded: (screenId, span) => total(refunded({ screenId, ...span })),
  lastRefunds: (screenId, max) => all(refundRow, lastRefunds({ screenId, max }), readRefund),
  shift: (screenId, shiftId) => first(shiftRow, shift({ screenId, shiftId }), readShift),
  shifts: (screenId, max) => all(shiftRow, shifts({ screenId, max }), readShift),
};

function soldAt({ merchantNo, afterOrderId = "ord_" }: SoldAt) {
  return { merchantNo, afterOrderId };
}

function total(statement: Query<Total>["statement"]): Query<Total> {
  return {
    statement,
    read: ([row]) => ({
      count: Number(row?.["count"] ?? 0),
      sum: cny(Number(row?.["sum"] ?? 0)),
    }),
  };
}

function readOpen(row: Row): OpenTill {
  const screen = readScreen(row, "s_");
  if (screen.state !== "paired") throw new TypeError(`Cannot read till: ${screen.state}`);
  const session = new Columns(row, "t_");
  return {
    screen,
    merchant: readMerchant(row, "m_"),
    sessionId: session.text("session_id") as SessionId,
    seenAt: instant(session.int("seen_at")),
    shift: row["h_shift_id"] === null ? undefined : readShift(row, "h_"),
  };
}

function readSale(row: Row): Sale {
  const order = readOrder(row);
  const payment = readPayment(row, "p_");
  if (order.state !== "paid" || payment.state !== "succeeded") {
    throw new TypeError(`Cannot read sale ${order.orderId}: ${order.state}, ${payment.state}`);
  }
  const refundable = leftToRefund(payment);
  return { order, refunded: payment.refunded, refundable };
}

function readShift(row: Row, prefix = ""): Shift {
  const columns = new Columns(row, prefix);
  const endedAt = columns.intOrNone("ended_at");
  return {
    shiftId: columns.text("shift_id") as ShiftId,
    screenId: columns.text("screen_id") as ScreenId,
    beganAt: instant(columns.int("began_at")),
    endedAt: endedAt === undefined ? undefined : instant(endedAt),
  };
}
