import { desc, sql } from "drizzle-orm";
import type { StaffId } from "../../core/id.ts";
import type { Query, Row } from "../../core/query.ts";
import type {
  QuietDay,
  ReconciliationStore,
} from "../../core/reconciliation/reconciliation_store.ts";
import type { ImportedFile } from "../../core/statement_file/statement_file.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readFile, readLine } from "../statement_file/read_rows.ts";
import { statementFiles, statementLines } from "../statement_file/table.ts";
import { againstSummary } from "./against_summary.ts";
import { figureQueries } from "./figures.ts";
import { quietDays } from "./table.ts";

const at = sql.placeholder;
const file = pack([statementFiles, ""]);
const line = pack([statementLines, ""]);
const quiet = pack([quietDays, ""]);
const one = (name: string, value = sql`${sql.identifier(name)}`): Packing => ({
  columns: [name],
  fields: { row: sql`json_array(${value})`.as("row") },
});

const END_OF_DAYS = "9999-99-99" as BusinessDay;
const dayRow = one("clearing_day");
const lastDay = prepare<Record<string, never>>(
  build.select(dayRow.fields).from(statementFiles)
    .where(sql`${statementFiles.state} = 'imported' and ${statementFiles.clearingDay} > ''`)
    .orderBy(desc(statementFiles.clearingDay)).limit(1),
);
const filesOf = prepare(
  build.select(file.fields).from(statementFiles).where(
    sql`${statementFiles.clearingDay} = ${at("day")} and ${statementFiles.state} = 'imported'`,
  ).orderBy(statementFiles.fileId).limit(at("max")),
);
const againstOn = prepare(
  build.select(file.fields).from(statementFiles)
    .where(sql`${statementFiles.clearingDay} = ${at("day")} and ${againstSummary}`)
    .orderBy(statementFiles.fileId).limit(at("max")),
);
const ownNumber = sql`(select coalesce((select c.mer_id from connections c
    where c.merchant_no = ${at("merchantNo")}), ${at("merchantNo")}))`;
const ownFiles = prepare(
  build.select(file.fields).from(statementFiles).where(
    sql`${statementFiles.merchantNo} = ${ownNumber} and ${statementFiles.kind} = 'zm'
      and ${statementFiles.state} = 'imported' and ${statementFiles.clearingDay} < ${at("before")}
      and not exists (select 1 from connections o where o.mer_id = ${statementFiles.merchantNo}
        and o.merchant_no <> ${at("merchantNo")})
      and not exists (select 1 from merchants m where m.merchant_no = ${statementFiles.merchantNo}
        and m.merchant_no <> ${at("merchantNo")})`,
  ).orderBy(desc(statementFiles.clearingDay)).limit(at("max")),
);
const fileById = prepare(
  build.select(file.fields).from(statementFiles)
    .where(sql`${statementFiles.fileId} = ${at("fileId")}`),
);

const linesWhere = (condition = sql``) =>
  prepare(
    build.select(line.fields).from(statementLines).where(
      sql`${statementLines.fileId} = ${at("fileId")} and ${statementLines.lineNo} > ${
        at("past")
      } ${condition}`,
    ).orderBy(statementLines.lineNo).limit(at("max")),
  );
const lines = {
  all: linesWhere(),
  matched: linesWhere(sql`and state = 'matched'`),
  differing: linesWhere(sql`and state <> 'matched' and state = 'differing'`),
  missing_here: linesWhere(sql`and state <> 'matched' and state = 'missing_here'`),
};

const numberRow = one("mer_id", sql`c.mer_id`);
const waitingFor = prepare(
  build.select(numberRow.fields).from(sql`connections c`).where(
    sql`c.mer_id > '' and not exists (select 1 from statement_files f where f.merchant_no = c.mer_id
        and f.clearing_day = ${at("day")} and f.kind = 'zm' and f.state = 'imported')
      and not exists (select 1 from quiet_days q where q.merchant_no = c.mer_id
        and q.day = ${at("day")})
      and not exists (select 1 from channel_files n where n.merchant_no = c.merchant_no
        and n.clearing_day = ${at("day")} and n.state = 'none')`,
  ).groupBy(sql`c.mer_id`).orderBy(sql`c.mer_id`).limit(at("max")),
);
const isRow = one("is", sql`1`);
const isKnown = prepare<{ merchantNo: string }>(
  build.select(isRow.fields).from(sql`(select 1)`).where(
    sql`exists (select 1 from connections where mer_id = ${at("merchantNo")})
      or exists (select 1 from merchants where merchant_no = ${at("merchantNo")})`,
  ),
);
const hasFile = prepare<{ merchantNo: string; day: string }>(
  build.select(isRow.fields).from(sql`(select 1)`).where(
    sql`exists (select 1 from statement_files f where f.merchant_no = ${at("merchantNo")}
      and f.clearing_day = ${at("day")} and f.kind = 'zm' and f.state = 'imported')`,
  ),
);
const quietOf = prepare(
  build.select(quiet.fields).from(quietDays)
    .where(sql`${quietDays.day} = ${at("day")}`)
    .orderBy(quietDays.merchantNo).limit(at("max")),
);

export const reconciliationStore: ReconciliationStore = {
  ...figureQueries,
  lastDay: () =>
    first(dayRow, lastDay({}), (row) => new Columns(row).text("clearing_day") as BusinessDay),
  filesOf: (day, max) => all(file, filesOf({ day, max }), (row) => readFile(row) as ImportedFile),
  againstSummary: (day, max) =>
    all(file, againstOn({ day, max }), (row) => readFile(row) as ImportedFile),
  ownFiles: (merchantNo, before = END_OF_DAYS, max) =>
    all(
      file,
      ownFiles({ merchantNo, before, max }),
      (row) => readFile(row) as ImportedFile,
    ),
  fileById: (fileId) => first(file, fileById({ fileId }), readFile),
  lines: (fileId, { state, past, max }) =>
    all(line, lines[state ?? "all"]({ fileId, past, max }), readLine),
  waitingFor: (day, max) =>
    all(numberRow, waitingFor({ day, max }), (row) => new Columns(row).text("mer_id")),
  isKnown: (merchantNo) => exists(isKnown({ merchantNo })),
  hasFile: (merchantNo, day) => exists(hasFile({ merchantNo, day })),
  quietDays: (day, max) => all(quiet, quietOf({ day, max }), readQuietDay),
};

function exists(statement: Statement): Query<boolean> {
  const found = first(isRow, statement, () => true);
  return { ...found, read: (rows) => found.read(rows) ?? false };
}

function readQuietDay(row: Row): QuietDay {
  const columns = new Columns(row);
  return {
    merchantNo: columns.text("merchant_no"),
    day: columns.text("day") as BusinessDay,
    reason: columns.text("reason"),
    declaredBy: columns.text("declared_by") as StaffId,
    declaredAt: instant(columns.int("declared_at")),
  };
}
