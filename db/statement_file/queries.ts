import { and, eq, sql } from "drizzle-orm";
import type { StatementFileStore } from "../../core/statement_file/statement_file_store.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { factsFor } from "./facts.ts";
import { gapQueries } from "./gaps.ts";
import { keepLines, rematchLines } from "./keep_lines.ts";
import { partQueries } from "./parts.ts";
import { readFile, readLine, readTotals } from "./read_rows.ts";
import { statementFiles, statementLines } from "./table.ts";

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
const sums: Packing = {
  columns: ["lines", "paid", "paid_back", "fee", "net"],
  fields: {
    row:
      sql`json_array(coalesce(sum(lines), 0), coalesce(sum(paid), 0), coalesce(sum(paid_back), 0),
      coalesce(sum(fee), 0), coalesce(sum(net), 0))`.as("row"),
  },
};
const detailOfDay = prepare(
  build.select(sums.fields).from(statementFiles).where(and(
    eq(statementFiles.merchantNo, at("merchantNo")),
    eq(statementFiles.clearingDay, at("day")),
    eq(statementFiles.kind, sql`'zm'`),
    eq(statementFiles.state, sql`'imported'`),
  )).limit(1),
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
  detailOfDay: (merchantNo, day) => {
    const found = all(
      sums,
      detailOfDay({ merchantNo, day }),
      (each) => readTotals(new Columns(each)),
    );
    return { ...found, read: (rows) => found.read(rows)[0]! };
  },
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
  ...partQueries,
};
