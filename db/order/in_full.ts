import { asc, eq, sql } from "drizzle-orm";
import type { FullOrder, OrderStore } from "../../core/order/order_store.ts";
import type { Row } from "../../core/query.ts";
import { first, nested, pack, packWith } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readMerchant } from "../merchant/queries.ts";
import { merchants } from "../merchant/table.ts";
import { PAYMENTS_OF_ORDER_MAX, readPayment } from "../payment/queries.ts";
import { payments } from "../payment/table.ts";
import { readOrder } from "./queries.ts";
import { orders } from "./table.ts";

const payment = pack([payments, ""]);

const ofOrder = build.select(payment.fields).from(payments)
  .where(eq(payments.orderId, orders.orderId))
  .orderBy(asc(payments.paymentId)).limit(PAYMENTS_OF_ORDER_MAX);

const row = packWith([[orders, "o_"], [merchants, "m_"]], "payments", ofOrder);

const byId = prepare(
  build.select(row.fields).from(orders)
    .innerJoin(merchants, eq(merchants.merchantNo, orders.merchantNo))
    .where(eq(orders.orderId, sql.placeholder("orderId"))),
);

function readFullOrder(given: Row): FullOrder {
  return {
    order: readOrder(given),
    merchant: readMerchant(given, "m_"),
    payments: nested(payment, given, "payments").map((each) => readPayment(each)),
  };
}

/** One look-up of the order instead of three: a checkout is what is read most. */
export const fullOrderStore: Pick<OrderStore, "inFull"> = {
  inFull: (orderId) => first(row, byId({ orderId }), readFullOrder),
};
