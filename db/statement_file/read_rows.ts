import type { CardType } from "../../core/channel/card.ts";
import type { MerchantNo, StatementFileId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import type { DifferingField, Match, SubjectId } from "../../core/statement_file/match_line.ts";
import type {
  Direction,
  StatementFile,
  StatementFileState,
  StatementKind,
  Totals,
} from "../../core/statement_file/statement_file.ts";
import type { OpenLine } from "../../core/statement_file/statement_file_store.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";

export function readFile(row: Row): StatementFile {
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
    totals: readTotals(columns),
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

export function readTotals(columns: Columns): Totals {
  return {
    lines: columns.int("lines"),
    paid: cny(columns.int("paid")),
    paidBack: cny(columns.int("paid_back")),
    fee: cny(columns.int("fee")),
    net: cny(columns.int("net")),
  };
}

export function readLine(row: Row): OpenLine {
  const columns = new Columns(row);
  const match = readMatch(columns);
  return {
    ...match,
    lineNo: columns.int("line_no"),
    merchantNo: columns.textOrNone("merchant_no"),
    orderNo: columns.textOrNone("order_no"),
    txnNo: columns.textOrNone("txn_no"),
    traceTime: columns.text("trace_time"),
    traceNo: columns.text("trace_no"),
    transactionCode: columns.textOrNone("transaction_code"),
    originalTrace: columns.textOrNone("original_trace"),
    direction: columns.text("direction") as Direction,
    cardType: columns.textOrNone("card_type") as CardType | undefined,
    amount: cny(columns.int("amount")),
    fee: cny(columns.int("fee")),
    net: cny(columns.int("net")),
  };
}

function readMatch(columns: Columns): Match {
  const state = columns.text("state") as Match["state"];
  if (state === "missing_here") return { state, subjectId: undefined, differs: [] };
  const subjectId = columns.text("subject_id") as SubjectId;
  return state === "matched"
    ? { state, subjectId, differs: [] }
    : { state, subjectId, differs: columns.json<readonly DifferingField[]>("differs") };
}
