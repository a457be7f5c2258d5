import { sql } from "drizzle-orm";
import type { BookStore, FeeBehind } from "../../core/book/book_store.ts";
import { type Fee, noFee } from "../../core/fee/fee_of.ts";
import { type FeePart, feeParts } from "../../core/fee/tariff.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { Columns } from "../engine/columns.ts";
import { first, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { refunds } from "../refund/table.ts";

const at = sql.placeholder;
/** Fen by code; a fee is all of them or none. */
type Booked = Readonly<Partial<Record<string, number>>>;

const feeRow: Packing = { columns: ["fee"], fields: { row: sql`json_array(json(fee))`.as("row") } };
const booked = prepare<{ subjectId: string }>(
  build.select(feeRow.fields).from(sql`(
    select json_group_object(code, fen) as fee from book_transfers
    where subject_id = ${at("subjectId")} and code glob 'fee*')`),
);

const returned = prepare<{ subjectId: string }>(
  build.select(feeRow.fields).from(sql`(
    select json_group_object(code, fen) as fee from (
      select substr(t.code, 10) as code, sum(t.fen) as fen from refunds o
      join book_transfers t on t.subject_id = o.refund_id
      where t.code glob 'returned_fee*' and o.refund_id in (
        select refund_id from refunds where deduction_id = ${at("subjectId")}
        union all select refund_id from refunds where payment_id = ${at("subjectId")}
          and order_id = (select order_id from payments where payment_id = ${at("subjectId")}))
      group by t.code))`),
);

const behindRow: Packing = {
  columns: ["amount", "refunded", "fee", "returned"],
  fields: {
    row: sql`json_array(amount, refunded, json(fee), json(returned))`.as("row"),
  },
};
/** Of most nothing has gone back yet, and nothing is added up. */
const behind = prepare<{ no: string }>(
  build.select(behindRow.fields).from(sql`(
    select coalesce(p.amount, d.amount) as amount, coalesce(p.refunded, d.refunded) as refunded,
      (select json_group_object(code, fen) from book_transfers
        where subject_id = coalesce(r.payment_id, r.deduction_id) and code glob 'fee*') as fee,
      iif(coalesce(p.refunded, d.refunded) = 0, '{}', (select json_group_object(code, fen) from (
        select substr(t.code, 10) as code, sum(t.fen) as fen from refunds o
        join book_transfers t on t.subject_id = o.refund_id
        where (o.order_id = r.order_id or o.deduction_id = r.deduction_id)
          and coalesce(o.payment_id, o.deduction_id) = coalesce(r.payment_id, r.deduction_id)
          and t.code glob 'returned_fee*' group by t.code))) as returned
    from ${refunds} r left join payments p on p.payment_id = r.payment_id
    left join deductions d on d.deduction_id = r.deduction_id
    where r.channel_order_no = ${at("no")})`),
);

function readFee(booked: Booked): Fee | undefined {
  const { fee } = booked;
  if (fee === undefined) return undefined;
  const byChannel = booked["fee_channel_acquirer"];
  const fen = (part: FeePart) =>
    booked[`fee_${part}`] ?? (part === "acquirer" ? byChannel ?? 0 : 0);
  const parts = feeParts.map((part) => [part, cny(fen(part))] as const);
  return {
    total: cny(fee),
    parts: Object.fromEntries(parts) as Fee["parts"],
    acquiredByChannel: byChannel !== undefined,
  };
}

function readBehind(row: Row): FeeBehind | undefined {
  const columns = new Columns(row);
  const [fee, returned] = (["fee", "returned"] as const).map((name) =>
    readFee(objectIn(row, name))
  );
  if (!fee) return undefined;
  return {
    fee,
    returned: returned ?? noFee,
    amount: cny(columns.int("amount")),
    refunded: cny(columns.int("refunded")),
  };
}

/** A packed row holds it as it is. */
function objectIn(row: Row, name: string): Booked {
  return row[name] as unknown as Booked;
}

export const feeStore: Pick<BookStore, "feeOf" | "returnedFeeOf" | "feeBehind"> = {
  feeOf: (subjectId) =>
    first(feeRow, booked({ subjectId }), (row) => readFee(objectIn(row, "fee"))),
  returnedFeeOf: (subjectId) =>
    first(feeRow, returned({ subjectId }), (row) => readFee(objectIn(row, "fee"))),
  feeBehind: (no) => first(behindRow, behind({ no }), readBehind),
};
