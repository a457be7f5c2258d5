import { desc, eq, sql } from "drizzle-orm";
import type { DeskStore } from "../../core/desk/desk_store.ts";
import type { FoundNumber, NumberedKind } from "../../core/desk/find_number.ts";
import type { SubjectEvent } from "../../core/desk/subject_event.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { events } from "../event/table.ts";

const FOUND_MAX = 50;

const at = sql.placeholder;

/**
 * Every index of a merchant's own numbers begins with the merchant, so each merchant's is looked into: a few
 * microseconds for one of them, and no index more on the tables that are written most.
 */
const ownNumbers = [
  ["order", "orders", "order_id", "merchant_order_no"],
  ["refund", "refunds", "refund_id", "merchant_refund_no"],
  ["deduction", "deductions", "deduction_id", "merchant_order_no"],
  ["contract", "contracts", "contract_id", "contract_code"],
  ["signing", "signings", "signing_id", "contract_code"],
] as const;

const channelNumbers = [
  ["payment", "payments", "payment_id"],
  ["refund", "refunds", "refund_id"],
  ["deduction", "deductions", "deduction_id"],
] as const;

const found = (kind: NumberedKind, id: string) =>
  sql.raw(`json_array('${kind}', ${id}, t.merchant_no)`);

const text = () => sql`${at("text")}`;

const numbered = prepare<{ text: string }>(
  build.select({ row: sql<string>`found`.as("row") }).from(sql`(
    ${
    sql.join([
      ...ownNumbers.map(([kind, table, id, no]) =>
        sql`select ${found(kind, `t.${id}`)} as found from merchants cross join ${
          sql.raw(table)
        } t where t.merchant_no = merchants.merchant_no and t.${sql.raw(no)} = ${text()}`
      ),
      ...channelNumbers.flatMap(([kind, table, id]) => [
        sql`select ${found(kind, `t.${id}`)} from ${
          sql.raw(table)
        } t where t.channel_order_no = ${text()}`,
        sql`select ${found(kind, `t.${id}`)} from ${
          sql.raw(table)
        } t where t.channel_txn_no = ${text()}`,
      ]),
      sql`select ${
        found("merchant", "t.merchant_no")
      } from merchants t where t.merchant_no = ${text()}`,
    ], sql` union all `)
  } limit ${sql.raw(String(FOUND_MAX))})`),
);

const numberedRow = {
  columns: ["kind", "id", "merchant_no"],
  fields: { row: sql<string>``.as("row") },
};

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
    eventId: columns.text("event_id"),
    type: columns.text("type"),
    version: columns.int("version"),
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    at: instant(columns.int("at")),
    by: columns.text("by"),
    data: columns.json("data"),
  };
}

export const numberStore: Pick<DeskStore, "numbered" | "eventsOf"> = {
  numbered: (text) => all(numberedRow, numbered({ text }), readFound),
  eventsOf: (subjectId, max) => all(eventRow, eventsOf({ subjectId, max }), readSubjectEvent),
};
