import { sql } from "drizzle-orm";
import type { MerchantNo } from "../../core/id.ts";
import type { SubjectId } from "../../core/statement_file/match_line.ts";
import type { StatementFileStore } from "../../core/statement_file/statement_file_store.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { spanOf, succeededOn } from "./succeeded_on.ts";
import { statementFiles, statementGaps } from "./table.ts";

const at = sql.placeholder;

const dayRow: Packing = {
  columns: ["day"],
  fields: { row: sql`json_array(found.day)`.as("row") },
};
/** A channel sends one or two files a day. */
const FILES_MAX = 100;
const daysWithFile = prepare(
  build.select(dayRow.fields).from(sql`(
    select clearing_day as day from ${statementFiles} where merchant_no = ${at("merchantNo")}
      and clearing_day between ${at("from")} and ${
    at("until")
  } and kind = 'zm' and state = 'imported'
    union all select day from quiet_days where merchant_no = ${at("merchantNo")}
      and day between ${at("from")} and ${at("until")}
    union all select f.clearing_day from connections c cross join channel_files f
      on f.merchant_no = c.merchant_no and f.clearing_day between ${at("from")} and ${at("until")}
        and f.state = 'none'
      where c.mer_id = ${at("merchantNo")}) found`).limit(FILES_MAX),
);

const succeeded = sql.join(
  [
    sql`select payment_id as subject_id from payments t
      where ${succeededOn("payments", at("merchantNo"))}`,
    sql`select deduction_id as subject_id from deductions t
      where ${succeededOn("deductions", at("merchantNo"))}`,
    sql`select refund_id as subject_id from refunds t
      where ${succeededOn("refunds", at("merchantNo"))}`,
  ],
  sql` union all `,
);
const subjectRow: Packing = {
  columns: ["subject_id"],
  fields: { row: sql`json_array(found.subject_id)`.as("row") },
};
const unmet = prepare(
  build.select(subjectRow.fields).from(sql`(${succeeded}) found`).where(
    sql`not exists (select 1 from statement_lines l
        where l.subject_id = found.subject_id and l.state = 'matched')
      and not exists (select 1 from statement_lines l
        where l.subject_id = found.subject_id and l.state = 'differing')
      and not exists (select 1 from ${statementGaps} g where g.subject_id = found.subject_id)`,
  ).limit(at("max")),
);

const countRow: Packing = {
  columns: ["open"],
  fields: { row: sql`json_array(count(*))`.as("row") },
};
const gapsOf = prepare(
  build.select(countRow.fields).from(statementGaps).where(
    sql`${statementGaps.merchantNo} = ${at("merchantNo")} and ${statementGaps.state} = 'open'
      and ${statementGaps.day} between ${at("from")} and ${at("until")}`,
  ).limit(1),
);

const numberRow: Packing = {
  columns: ["merchant_no"],
  fields: { row: sql`json_array(found.merchant_no)`.as("row") },
};
/** A file of so many numbers would be of everybody's. */
const NUMBERS_MAX = 10_000;
const numbersOf = prepare(
  build.select(numberRow.fields).from(sql`(
    select merchant_no from merchants where merchant_no = ${at("channelNo")}
    union all select merchant_no from connections
      where mer_id = ${at("channelNo")} and merchant_no <> ${at("channelNo")}) found`)
    .limit(NUMBERS_MAX),
);

const OPEN = `insert into statement_gaps (subject_id, merchant_no, day, state, opened_at)
  select value, ?2, ?3, 'open', ?4 from json_each(?1) where true
  on conflict (subject_id) do nothing`;

/** What succeeded here and is in no file. */
export const gapQueries: Pick<
  StatementFileStore,
  "numbersOf" | "daysWithFile" | "unmet" | "openGaps" | "gapsOf"
> = {
  numbersOf: (channelNo) =>
    all(
      numberRow,
      numbersOf({ channelNo }),
      (row) => new Columns(row).text("merchant_no") as MerchantNo,
    ),
  daysWithFile: (merchantNo, from, until) =>
    all(
      dayRow,
      daysWithFile({ merchantNo, from, until }),
      (row) => new Columns(row).text("day") as BusinessDay,
    ),
  unmet: (merchantNo, day, max) =>
    all(
      subjectRow,
      unmet({ merchantNo, ...spanOf(day), max }),
      (row) => new Columns(row).text("subject_id") as SubjectId,
    ),
  openGaps: (gaps, { merchantNo, day, at: openedAt }) => ({
    statements: [{ sql: OPEN, args: [JSON.stringify(gaps), merchantNo, day, BigInt(openedAt)] }],
  }),
  gapsOf: (merchantNo, from, until) => {
    const found = all(
      countRow,
      gapsOf({ merchantNo, from, until }),
      (row) => new Columns(row).int("open"),
    );
    return { ...found, read: (rows) => found.read(rows)[0] ?? 0 };
  },
};
