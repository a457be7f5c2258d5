import { sql } from "drizzle-orm";
import { cny } from "../../core/money.ts";
import type { Query } from "../../core/query.ts";
import type { SubjectId } from "../../core/statement_file/match_line.ts";
import type { Direction } from "../../core/statement_file/statement_file.ts";
import type { Chunk, FoundFact, LineKeys } from "../../core/statement_file/statement_file_store.ts";
import { Columns } from "../engine/columns.ts";
import { all, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";

const at = sql.placeholder;

/** Nothing for what no fee was booked for; what rounds to nothing is booked nowhere, and is nothing too. */
const feeBack = sql`case when f.state = 'succeeded' and exists (select 1 from book_transfers t
    where t.subject_id = coalesce(f.payment_id, f.deduction_id) and t.code = 'fee')
  then coalesce((select sum(t.fen) from book_transfers t
    where t.subject_id = f.refund_id and t.code = 'returned_fee'), 0) end`;

/** What a line may be about, which way its money goes, and what of a fee went back with it. */
const subjects = [
  { table: sql`payments`, id: sql`payment_id`, direction: sql`'in'`, feeBack: sql`null` },
  { table: sql`deductions`, id: sql`deduction_id`, direction: sql`'in'`, feeBack: sql`null` },
  { table: sql`refunds`, id: sql`refund_id`, direction: sql`'out'`, feeBack },
];

/** By what the channel was told, by what it says, and by how that begins. */
const keys = [
  { list: at("orderNos"), on: sql`f.channel_order_no = j.value` },
  { list: at("txnNos"), on: sql`f.channel_txn_no = j.value` },
  {
    list: at("txnPrefixes"),
    on: sql`f.channel_txn_no >= j.value and f.channel_txn_no < j.value || '~'`,
  },
];

const found = sql.join(
  keys.flatMap(({ list, on }) =>
    subjects.map(({ table, id, direction, feeBack }) =>
      sql`select j.value as key, f.${id} as subject_id, ${direction} as direction, f.amount,
        f.state, f.channel_txn_no, ${feeBack} as fee_back
      from json_each(${list}) j cross join ${table} f on ${on}`
    )
  ),
  sql` union all `,
);

const isMet = sql`exists (select 1 from statement_lines l
  where l.subject_id = found.subject_id and l.kind = ${at("kind")} and l.state = 'matched'
    and not (l.file_id = ${at("fileId")} and l.line_no between ${at("from")} and ${at("until")}))`;

const row: Packing = {
  columns: [
    "key",
    "subject_id",
    "direction",
    "amount",
    "state",
    "channel_txn_no",
    "fee_back",
    "is_met",
  ],
  fields: {
    row: sql`json_array(found.key, found.subject_id, found.direction, found.amount, found.state,
      found.channel_txn_no, found.fee_back, ${isMet})`.as("row"),
  },
};

/** Far more than a chunk has keys. */
const FACTS_MAX = 100_000;
const select = prepare(
  build.select(row.fields).from(sql`(${found}) found`).limit(FACTS_MAX),
);

export function factsFor(keys: LineKeys, chunk: Chunk): Query<readonly FoundFact[]> {
  const lists = {
    orderNos: JSON.stringify(keys.orderNos),
    txnNos: JSON.stringify(keys.txnNos),
    txnPrefixes: JSON.stringify(keys.txnPrefixes),
  };
  return all(row, select({ ...chunk, ...lists }), (each) => {
    const columns = new Columns(each);
    const feeBack = columns.intOrNone("fee_back");
    return {
      key: columns.text("key"),
      subjectId: columns.text("subject_id") as SubjectId,
      direction: columns.text("direction") as Direction,
      amount: cny(columns.int("amount")),
      succeeded: columns.text("state") === "succeeded",
      txnNo: columns.textOrNone("channel_txn_no"),
      feeBack: feeBack === undefined ? undefined : cny(feeBack),
      isMet: columns.int("is_met") === 1,
    };
  });
}
