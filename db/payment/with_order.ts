import { and, eq, sql } from "drizzle-orm";
import type { PaymentStore, PaymentWithOrder } from "../../core/payment/payment_store.ts";
import type { Row } from "../../core/query.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build } from "../engine/statement.ts";
import { forCaller } from "../merchant/caller.ts";
import { listing } from "../merchant/listing.ts";
import { readOrder } from "../order/queries.ts";
import { orders } from "../order/table.ts";
import { readPayment } from "./queries.ts";
import { payments } from "./table.ts";

const row = pack([payments, ""], [orders, "o_"]);

const select = () =>
  build.select(row.fields).from(payments)
    .innerJoin(orders, eq(orders.orderId, payments.orderId));

const ownById = forCaller<{ paymentId: string }>((merchantNo) =>
  select().where(
    and(
      eq(payments.paymentId, sql.placeholder("paymentId")),
      eq(payments.merchantNo, merchantNo),
    ),
  )
);

const list = listing<"order_id">({
  ordered: "by id",
  select: (condition, order) =>
    select().where(condition).orderBy(order).limit(sql.placeholder("limit")),
  id: payments.paymentId,
  createdAt: payments.createdAt,
  merchantNo: payments.merchantNo,
  ofMerchant: {},
  ofParent: { order_id: payments.orderId },
  state: payments.state,
});

function read(found: Row): PaymentWithOrder {
  return { payment: readPayment(found), order: readOrder(found) };
}

/** Payments as merchants see them: with their order's number. */
export const ownPaymentStore: Pick<PaymentStore, "ownById" | "list"> = {
  ownById: (caller, paymentId) => first(row, ownById(caller, { paymentId }), read),
  list: (caller, page, filters) => all(row, list(caller, page, filters), read),
};
