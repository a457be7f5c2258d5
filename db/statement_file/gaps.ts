import { sql } from "drizzle-orm";
import type { SubjectId } from "../../core/statement_file/match_line.ts";
import type { StatementFileStore } from "../../core/statement_file/statement_file_store.ts";
import type { BusinessDay } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { statementFiles, statementGaps } from "./table.ts";

const at = sql.placeholder;

const dayRow: Packing = {
  columns: ["day"],
  fields: { row: sql`json_array(${statementFiles.clearingDay})`.as("row") },
};
/** A channel sends one or two files a day. */
const FILES_MAX = 100;
const daysWithFile = prepare(
  build.select(dayRow.fields).from(statementFiles).where(
    sql`${statementFiles.merchantNo} = ${at("merchantNo")}
      and ${statementFiles.clearingDay} between ${at("from")} and ${at("until")}
      and ${statementFiles.kind} = 'zm' and ${statementFiles.state} = 'imported'`,
  ).limit(FILES_MAX),
);

const succeeded = sql.join(
  [
    // What a company transfers is in a file of the bank, and in none of the channel's.
    [sql`payment_id`, sql`payments`, sql`and channel <> 'bank_transfer'`],
    [sql`deduction_id`, sql`deductions`, sql``],
    [sql`refund_id`, sql`refunds`, sql`and channel <> 'bank_transfer'`],
  ].map(([id, table, ofChannel]) =>
    sql`select ${id} as subject_id from ${table}
      where merchant_no = ${at("merchantNo")} and state = 'succeeded'
        and ended_at >= ${at("from")} and ended_at < ${at("until")} ${ofChannel}`
  ),
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

const OPEN = `insert into statement_gaps (subject_id, merchant_no, day, state, opened_at)
  select value, ?2, ?3, 'open', ?4 from json_each(?1) where true
  on conflict (subject_id) do nothing`;

/** What succeeded here and is in no file. */
export const gapQueries: Pick<
  StatementFileStore,
  "daysWithFile" | "unmet" | "openGaps" | "gapsOf"
> = {
  daysWithFile: (merchantNo, from, until) =>
    all(
      dayRow,
      daysWithFile({ merchantNo, from, until }),
      (row) => new Columns(row).text("day") as BusinessDay,
    ),
  unmet: (merchantNo, { from, until }, max) =>
    all(
      subjectRow,
      unmet({ merchantNo, from, until, max }),
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
