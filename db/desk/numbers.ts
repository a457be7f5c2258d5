import { type Column, desc, eq, type SQL, sql } from "drizzle-orm";
import type { DeskStore } from "../../core/desk/desk_store.ts";
import type { FoundNumber, NumberedKind } from "../../core/desk/found_number.ts";
import type { SubjectEvent } from "../../core/desk/subject_event.ts";
import type { EventId, MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { contracts } from "../contract/table.ts";
import { deductions } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { events } from "../event/table.ts";
import { links } from "../link/table.ts";
import { merchants } from "../merchant/table.ts";
import { orders } from "../order/table.ts";
import { payments } from "../payment/table.ts";
import { plans } from "../plan/table.ts";
import { refunds } from "../refund/table.ts";
import { signings } from "../signing/table.ts";

const FOUND_MAX = 50;

const at = sql.placeholder;
const is = (column: Column) => sql`${column} = ${at("text")}`;

interface Numbered {
  readonly kind: SQL;
  readonly id: Column;
  readonly merchantNo: Column;
  readonly of?: Column;
}

const order = { kind: sql`'order'`, id: orders.orderId, merchantNo: orders.merchantNo };
const payment = {
  kind: sql`'payment'`,
  id: payments.paymentId,
  merchantNo: payments.merchantNo,
  of: payments.orderId,
};
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
const link = { kind: sql`'link'`, id: links.linkId, merchantNo: links.merchantNo };
const plan = { kind: sql`'plan'`, id: plans.planId, merchantNo: plans.merchantNo };
const event = {
  kind: sql`'event'`,
  id: events.eventId,
  merchantNo: events.merchantNo,
  of: events.subjectId,
};
const merchant = {
  kind: sql`'merchant'`,
  id: merchants.merchantNo,
  merchantNo: merchants.merchantNo,
};

const found = ({ kind, id, merchantNo, of }: Numbered) =>
  sql`json_array(${kind}, ${id}, ${merchantNo}, ${of ?? sql`null`})`;

/**
 * Every index of a merchant's own numbers begins with the merchant, so each merchant's is looked into: a few
 * microseconds for one of them, and no index more on the tables that are written most.
 */
const atEachMerchant = (numbered: Numbered, own: Column) =>
  sql`select ${found(numbered)} from ${merchants} cross join ${own.table}
    where ${numbered.merchantNo} = ${merchants.merchantNo} and ${is(own)}`;

const anywhere = (numbered: Numbered, column: Column) =>
  sql`select ${found(numbered)} from ${column.table} where ${is(column)}`;

/** By one of the merchant's own numbers. */
const ownAt = (numbered: Numbered, own: Column) =>
  sql`select ${found(numbered)} from ${own.table}
    where ${numbered.merchantNo} = ${at("merchantNo")} and ${is(own)}`;

/** By a number that only one thing has. */
const onlyAt = (numbered: Numbered, column: Column) =>
  sql`${anywhere(numbered, column)} and +${numbered.merchantNo} = ${at("merchantNo")}`;

const ownNumbers = [
  [order, orders.merchantOrderNo],
  [refund, refunds.merchantRefundNo],
  [deduction, deductions.merchantOrderNo],
  [contract, contracts.contractCode],
  [signing, signings.contractCode],
] as const;

const channelNumbers = [
  [payment, payments.channelOrderNo],
  [payment, payments.channelTxnNo],
  [refund, refunds.channelOrderNo],
  [refund, refunds.channelTxnNo],
  [deduction, deductions.channelOrderNo],
  [deduction, deductions.channelTxnNo],
] as const;

const nouns = [order, payment, refund, deduction, contract, signing, link, event];

const everything = union([
  ...ownNumbers.map(([noun, own]) => atEachMerchant(noun, own)),
  ...channelNumbers.map(([noun, column]) => anywhere(noun, column)),
  anywhere(merchant, merchants.merchantNo),
]);

const everythingAt = union([
  ...ownNumbers.map(([noun, own]) => ownAt(noun, own)),
  ownAt(contract, contracts.userId),
  ownAt(signing, signings.userId),
  ...channelNumbers.map(([noun, column]) => onlyAt(noun, column)),
  ...nouns.map((noun) => onlyAt(noun, noun.id)),
  // A plan has a row for each version.
  sql`${onlyAt(plan, plans.planId)} and ${plans.version} = 1`,
]);

function union(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql` union all `);
}

const foundRow: Packing = {
  columns: ["kind", "id", "merchant_no", "of"],
  fields: { row: sql`found`.as("row") },
};

const among = (every: SQL) =>
  build.select(foundRow.fields).from(
    sql`(with every (found) as (${every}) select found from every)`,
  )
    .limit(at("max"));

const numbered = prepare<{ text: string; max: number }>(among(everything));
const numberedAt = prepare<{ merchantNo: string; text: string; max: number }>(among(everythingAt));

function readFound(row: Row): FoundNumber {
  const columns = new Columns(row);
  return {
    kind: columns.text("kind") as NumberedKind,
    id: columns.text("id"),
    merchantNo: columns.text("merchant_no") as MerchantNo,
    of: columns.textOrNone("of"),
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
    seq: columns.int("seq"),
    eventId: columns.text("event_id") as EventId,
    subjectId: columns.text("subject_id"),
    type: columns.text("type"),
    version: columns.int("version"),
    sequence: columns.intOrNone("sequence"),
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    at: instant(columns.int("at")),
    by: columns.text("by"),
    data: columns.json("data"),
  };
}

export const numberStore: Pick<DeskStore, "numbered" | "numberedAt" | "eventsOf"> = {
  numberedAt: (merchantNo, text) =>
    all(foundRow, numberedAt({ merchantNo, text, max: FOUND_MAX }), readFound),
  numbered: (text) => all(foundRow, numbered({ text, max: FOUND_MAX }), readFound),
  eventsOf: (subjectId, max) => all(eventRow, eventsOf({ subjectId, max }), readSubjectEvent),
};
