import { asc, eq, type SQL, sql } from "drizzle-orm";
import type { CodeStore } from "../../core/dynamic_code/code_store.ts";
import type { Claim, DynamicCode } from "../../core/dynamic_code/dynamic_code.ts";
import type { CodeId, MerchantNo, OrderId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { readMerchant } from "../merchant/queries.ts";
import { readOrder } from "../order/queries.ts";
import { all, first, pack } from "../engine/packed.ts";
import { PAYMENTS_OF_ORDER_MAX, readPayment } from "../payment/queries.ts";
import { dynamicCodes } from "./table.ts";
import { merchants } from "../merchant/table.ts";
import { orders } from "../order/table.ts";
import { payments } from "../payment/table.ts";
import { build, prepare } from "../engine/statement.ts";

export function readCode(row: Row): DynamicCode {
  const columns = new Columns(row);
  return {
    codeId: columns.text("code_id") as CodeId,
    orderId: columns.text("order_id") as OrderId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    ref: columns.text("ref"),
    openedAt: instant(columns.int("opened_at")),
    claim: readClaim(columns),
    version: columns.int("version"),
  };
}

function readClaim(columns: Columns): Claim | undefined {
  if (columns.isNone("claimed_rotation")) return undefined;
  return {
    rotation: columns.int("claimed_rotation"),
    device: columns.text("claimed_by"),
    at: instant(columns.int("claimed_at")),
    released: columns.int("released") === 1,
  };
}

const codeRow = pack([dynamicCodes, ""]);
const orderRow = pack([orders, "o_"]);
const paymentRow = pack([payments, ""]);
const merchantRow = pack([merchants, ""]);
const at = sql.placeholder;

const codes = (condition: SQL) => build.select(codeRow.fields).from(dynamicCodes).where(condition);
const ofOrder = prepare(codes(eq(dynamicCodes.orderId, at("orderId"))));
const byRef = prepare(codes(eq(dynamicCodes.ref, at("ref"))));

const orderOfRef = sql`(select order_id from dynamic_codes where ref = ${at("ref")})`;
const order = prepare(
  build.select(orderRow.fields).from(orders).where(sql`${orders.orderId} = ${orderOfRef}`),
);
const paymentsOf = prepare(
  build.select(paymentRow.fields).from(payments).where(sql`${payments.orderId} = ${orderOfRef}`)
    .orderBy(asc(payments.paymentId)).limit(PAYMENTS_OF_ORDER_MAX),
);
const merchant = prepare(
  build.select(merchantRow.fields).from(merchants).where(
    sql`${merchants.merchantNo} = (select merchant_no from dynamic_codes where ref = ${at("ref")})`,
  ),
);

export const codeStore: CodeStore = {
  ofOrder: (orderId) => first(codeRow, ofOrder({ orderId }), readCode),
  byRef: (ref) => first(codeRow, byRef({ ref }), readCode),
  order: (ref) => first(orderRow, order({ ref }), readOrder),
  payments: (ref) => all(paymentRow, paymentsOf({ ref }), readPayment),
  merchant: (ref) => first(merchantRow, merchant({ ref }), readMerchant),
};
