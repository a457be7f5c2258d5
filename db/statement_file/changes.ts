import { eq, sql } from "drizzle-orm";
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

export const statementFileChanges = {
  "statement_file.accepted": ({ file }) => [insert(row(file))],
  "statement_file.imported": ({ file }) => [finish({ ...file })],
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
