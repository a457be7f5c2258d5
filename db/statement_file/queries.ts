import { and, desc, eq, sql } from "drizzle-orm";
import type { MerchantNo, StatementFileId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { CardType } from "../../core/channel/card.ts";
import type {
  Direction,
  StatementFile,
  StatementFileState,
  StatementKind,
} from "../../core/statement_file/statement_file.ts";
import type { DifferingField, SubjectId } from "../../core/statement_file/match_line.ts";
import type {
  OpenLine,
  StatementFileStore,
} from "../../core/statement_file/statement_file_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { factsFor } from "./facts.ts";
import { gapQueries } from "./gaps.ts";
import { keepLines, rematchLines } from "./keep_lines.ts";
import { statementFiles, statementLines } from "./table.ts";

function readFile(row: Row): StatementFile {
  const columns = new Columns(row);
  const merchantNo = columns.text("merchant_no");
  const facts = {
    fileId: columns.text("file_id") as StatementFileId,
    name: columns.text("name"),
    kind: columns.text("kind") as StatementKind,
    clearingDay: columns.text("clearing_day") as BusinessDay,
    batch: columns.text("batch"),
    merchantNo: merchantNo === "" ? undefined : merchantNo as MerchantNo,
    sha256: columns.text("sha256"),
    bytes: columns.int("bytes"),
    parser: columns.int("parser"),
    totals: {
      lines: columns.int("lines"),
      paid: cny(columns.int("paid")),
      paidBack: cny(columns.int("paid_back")),
      fee: cny(columns.int("fee")),
      net: cny(columns.int("net")),
    },
    startedAt: instant(columns.int("started_at")),
    version: columns.int("version"),
  };
  const state = columns.text("state") as StatementFileState;
  switch (state) {
    case "importing":
      return { ...facts, state };
    case "imported": {
      const agrees = columns.intOrNone("summary_agrees");
      return {
        ...facts,
        state,
        importedAt: instant(columns.int("imported_at")),
        summaryAgrees: agrees === undefined ? undefined : agrees === 1,
      };
    }
  }
}

const at = sql.placeholder;
const row = pack([statementFiles, ""]);
const bySha256 = prepare(
  build.select(row.fields).from(statementFiles).where(eq(statementFiles.sha256, at("sha256"))),
);
const same = prepare(
  build.select(row.fields).from(statementFiles).where(and(
    eq(statementFiles.kind, at("kind")),
    eq(statementFiles.clearingDay, at("clearingDay")),
    eq(statementFiles.merchantNo, at("merchantNo")),
    eq(statementFiles.batch, at("batch")),
  )),
);
const ofDay = prepare(
  build.select(row.fields).from(statementFiles).where(and(
    eq(statementFiles.merchantNo, at("merchantNo")),
    eq(statementFiles.clearingDay, at("day")),
    eq(statementFiles.kind, at("kind")),
    eq(statementFiles.state, sql`'imported'`),
  )).orderBy(desc(statementFiles.batch)).limit(1),
);

const importedSince = prepare(
  build.select(row.fields).from(statementFiles).where(
    sql`${statementFiles.state} = 'imported' and ${statementFiles.clearingDay} >= ${at("day")}
      and (${statementFiles.clearingDay}, ${statementFiles.fileId}) > (${at("pastDay")}, ${
      at("pastId")
    })`,
  ).orderBy(statementFiles.clearingDay, statementFiles.fileId).limit(at("max")),
);

const lineRow = pack([statementLines, ""]);
const openLines = prepare(
  build.select(lineRow.fields).from(statementLines).where(
    sql`${statementLines.fileId} = ${at("fileId")} and ${statementLines.lineNo} > ${at("past")}
      and ${statementLines.state} <> 'matched'`,
  ).orderBy(statementLines.lineNo).limit(at("max")),
);

function readLine(row: Row): OpenLine {
  const columns = new Columns(row);
  const state = columns.text("state") as "differing" | "missing_here";
  const match = state === "missing_here" ? { state, subjectId: undefined, differs: [] as const } : {
    state,
    subjectId: columns.text("subject_id") as SubjectId,
    differs: columns.json<readonly DifferingField[]>("differs"),
  };
  return {
    ...match,
    lineNo: columns.int("line_no"),
    merchantNo: columns.textOrNone("merchant_no"),
    orderNo: columns.textOrNone("order_no"),
    txnNo: columns.textOrNone("txn_no"),
    traceTime: columns.text("trace_time"),
    traceNo: columns.text("trace_no"),
    direction: columns.text("direction") as Direction,
    cardType: columns.textOrNone("card_type") as CardType | undefined,
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
    net: cny(columns.int("net")),
  };
}

const counts: Packing = {
  columns: ["differing", "missing_here", "lines"],
  fields: {
    row: sql`json_array(
      (select count(*) from ${statementLines} where file_id = ${at("fileId")} and state <> 'matched'
        and state = 'differing'),
      (select count(*) from ${statementLines} where file_id = ${at("fileId")} and state <> 'matched'
        and state = 'missing_here'),
      (select case kind when 'summary' then 0 else lines end from ${statementFiles}
        where file_id = ${at("fileId")}))`.as("row"),
  },
};
const countsOf = prepare<{ fileId: string }>(build.select(counts.fields).from(sql`(select 1)`));

export const statementFileStore: StatementFileStore = {
  bySha256: (sha256) => first(row, bySha256({ sha256 }), readFile),
  same: ({ kind, clearingDay, merchantNo = "", batch }) =>
    first(row, same({ kind, clearingDay, merchantNo, batch }), readFile),
  ofDay: (merchantNo, day, kind) => first(row, ofDay({ merchantNo, day, kind }), readFile),
  importedSince: (day, past, max) =>
    all(row, importedSince({ day, pastDay: past.day, pastId: past.fileId, max }), readFile),
  openLines: (fileId, past, max) => all(lineRow, openLines({ fileId, past, max }), readLine),
  factsFor,
  keepLines,
  rematchLines,
  countsOf: (fileId) => {
    const found = all(counts, countsOf({ fileId }), (each) => {
      const columns = new Columns(each);
      const differing = columns.int("differing");
      const missingHere = columns.int("missing_here");
      const matched = columns.int("lines") - differing - missingHere;
      return { matched, differing, missingHere };
    });
    return { ...found, read: (rows) => found.read(rows)[0]! };
  },
  ...gapQueries,
};
