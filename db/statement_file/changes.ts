import { eq, type SQL, sql } from "drizzle-orm";
import type { StatementFile } from "../../core/statement_file/statement_file.ts";
import type { StatementFileEvent } from "../../core/statement_file/statement_file_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { statementFiles } from "./table.ts";

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(statementFiles).values({
    fileId: at("fileId"),
    name: at("name"),
    kind: at("kind"),
    clearingDay: at("clearingDay"),
    batch: at("batch"),
    merchantNo: at("merchantNo"),
    sha256: at("sha256"),
    bytes: at("bytes"),
    parser: at("parser"),
    lines: at("lines"),
    paid: at("paid"),
    paidBack: at("paidBack"),
    fee: at("fee"),
    net: at("net"),
    state: at("state"),
    startedAt: at("startedAt"),
    version: at("version"),
  }),
);
const finish = prepare(
  build.update(statementFiles).set({
    state: sql`${at("state")}`,
    importedAt: sql`${at("importedAt")}`,
    summaryAgrees: sql`${at("summaryAgrees")}`,
    version: sql`${at("version")}`,
  }).where(eq(statementFiles.fileId, at("fileId"))),
);

const ofDay = (kinds: SQL) =>
  sql`merchant_no = ${at("merchantNo")} and clearing_day = ${at("clearingDay")}
    and kind in (${kinds}) and state = 'imported'`;
const sums = (kind: SQL) =>
  sql`(select sum(lines), sum(paid), sum(paid_back), sum(fee), sum(net)
    from statement_files where ${ofDay(kind)})`;
const isThere = (kind: SQL) => sql`exists (select 1 from statement_files where ${ofDay(kind)})`;
const [zm, summary] = [sql`'zm'`, sql`'summary'`];
/** In the write, so that files that end at the same moment are all counted. */
const compare = prepare<DayOfNumber>(
  build.update(statementFiles).set({ summaryAgrees: sql`${sums(zm)} = ${sums(summary)}` }).where(
    sql`${ofDay(sql`${zm}, ${summary}`)} and ${isThere(zm)} and ${isThere(summary)}`,
  ),
);
const agree = prepare<DayOfNumber>(
  build.update(statementFiles).set({ summaryAgrees: sql`1` }).where(ofDay(zm)),
);

interface DayOfNumber {
  readonly [name: string]: string;
  readonly merchantNo: string;
  readonly clearingDay: string;
}

export const statementFileChanges = {
  "statement_file.accepted": ({ file }) => [insert(row(file))],
  "statement_file.imported": ({ file, agreesWithDay }) => {
    const { merchantNo = "", clearingDay, kind } = file;
    const day = { merchantNo, clearingDay };
    return [
      finish({ ...file }),
      ...(agreesWithDay ? [agree(day)] : []),
      ...(kind === "zm" || kind === "summary" ? [compare(day)] : []),
    ];
  },
} satisfies Changes<StatementFileEvent>;

function row({ totals, merchantNo, ...file }: StatementFile) {
  return {
    ...file,
    merchantNo: merchantNo ?? "",
    lines: totals.lines,
    paid: totals.paid.fen,
    paidBack: totals.paidBack.fen,
    fee: totals.fee.fen,
    net: totals.net.fen,
  };
}
