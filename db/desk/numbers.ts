import { type Column, desc, eq, type SQL, sql } from "drizzle-orm";
import type { DeskStore } from "../../core/desk/desk_store.ts";
import type { FoundNumber, NumberedKind } from "../../core/desk/found_number.ts";
import type { SubjectEvent } from "../../core/desk/subject_event.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { contracts } from "../contract/table.ts";
import { deductions } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readStep } from "../event/read_step.ts";
import { events } from "../event/table.ts";
import { merchants } from "../merchant/table.ts";
import { orders } from "../order/table.ts";
import { payments } from "../payment/table.ts";
import { refunds } from "../refund/table.ts";
import { signings } from "../signing/table.ts";

const FOUND_MAX = 50;

const at = sql.placeholder;
const is = (column: Column) => sql`${column} = ${at("text")}`;

interface Numbered {
  readonly kind: SQL;
  readonly id: Column;
  readonly merchantNo: Column;
}

const found = ({ kind, id, merchantNo }: Numbered) =>
  sql`json_array(${kind}, ${id}, ${merchantNo})`;

/**
 * Every index of a merchant's own numbers begins with the merchant, so each merchant's is looked into: a few
 * microseconds for one of them, and no index more on the tables that are written most.
 */
const atEachMerchant = (numbered: Numbered, own: Column) =>
  sql`select ${found(numbered)} from ${merchants} cross join ${own.table}
    where ${numbered.merchantNo} = ${merchants.merchantNo} and ${is(own)}`;

const anywhere = (numbered: Numbered, column: Column) =>
  sql`select ${found(numbered)} from ${column.table} where ${is(column)}`;

const order = { kind: sql`'order'`, id: orders.orderId, merchantNo: orders.merchantNo };
const payment = { kind: sql`'payment'`, id: payments.paymentId, merchantNo: payments.merchantNo };
const refund = { kind: sql`'refund'`, id: refunds.refundId, merchantNo: refunds.merchantNo };
const deduction = {
  kind: sql`'deduction'`,
  id: deductions.deductionId,
  merchantNo: deductions.merchantNo,
};
const contract = {
  kind: sql`'contract'`,
  id: contracts.contractId,
  merchantNo: contracts.merchantNo,
};
const signing = { kind: sql`'signing'`, id: signings.signingId, merchantNo: signings.merchantNo };
const merchant = {
  kind: sql`'merchant'`,
  id: merchants.merchantNo,
  merchantNo: merchants.merchantNo,
};

const everything = sql.join([
  atEachMerchant(order, orders.merchantOrderNo),
  atEachMerchant(refund, refunds.merchantRefundNo),
  atEachMerchant(deduction, deductions.merchantOrderNo),
  atEachMerchant(contract, contracts.contractCode),
  atEachMerchant(signing, signings.contractCode),
  anywhere(payment, payments.channelOrderNo),
  anywhere(payment, payments.channelTxnNo),
  anywhere(refund, refunds.channelOrderNo),
  anywhere(refund, refunds.channelTxnNo),
  anywhere(deduction, deductions.channelOrderNo),
  anywhere(deduction, deductions.channelTxnNo),
  anywhere(merchant, merchants.merchantNo),
], sql` union all `);

const foundRow: Packing = {
  columns: ["kind", "id", "merchant_no"],
  fields: { row: sql`found`.as("row") },
};

const numbered = prepare<{ text: string; max: number }>(
  build.select(foundRow.fields)
    .from(sql`(with every (found) as (${everything}) select found from every)`)
    .limit(at("max")),
);

function readFound(row: Row): FoundNumber {
  const columns = new Columns(row);
  return {
    kind: columns.text("kind") as NumberedKind,
    id: columns.text("id"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
  };
}

const eventRow = pack([events, ""]);
const eventsOf = prepare<{ subjectId: string; max: number }>(
  build.select(eventRow.fields).from(events).where(eq(events.subjectId, at("subjectId")))
    .orderBy(desc(events.version)).limit(at("max")),
);

function readSubjectEvent(row: Row): SubjectEvent {
  const columns = new Columns(row);
  return {
    ...readStep(columns),
    eventId: columns.text("event_id"),
    version: columns.int("version"),
  };
}

export const numberStore: Pick<DeskStore, "numbered" | "eventsOf"> = {
  numbered: (text) => all(foundRow, numbered({ text, max: FOUND_MAX }), readFound),
  eventsOf: (subjectId, max) => all(eventRow, eventsOf({ subjectId, max }), readSubjectEvent),
};
