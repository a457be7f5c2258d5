import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const statementFiles = sqliteTable("statement_files", {
  fileId: text("file_id").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
  clearingDay: text("clearing_day").notNull(),
  batch: text("batch").notNull(),
  merchantNo: text("merchant_no").notNull(),
  sha256: text("sha256").notNull(),
  bytes: int("bytes").notNull(),
  parser: int("parser").notNull(),
  lines: int("lines").notNull(),
  paid: int("paid").notNull(),
  paidBack: int("paid_back").notNull(),
  fee: int("fee").notNull(),
  net: int("net").notNull(),
  state: text("state").notNull(),
  startedAt: int("started_at").notNull(),
  importedAt: int("imported_at"),
  summaryAgrees: int("summary_agrees"),
  version: int("version").notNull(),
});

export const statementLines = sqliteTable("statement_lines", {
  fileId: text("file_id").notNull(),
  lineNo: int("line_no").notNull(),
  kind: text("kind").notNull(),
  digest: text("digest").notNull(),
  occurrence: int("occurrence").notNull(),
  merchantNo: text("merchant_no"),
  orderNo: text("order_no"),
  txnNo: text("txn_no"),
  traceTime: text("trace_time").notNull(),
  traceNo: text("trace_no").notNull(),
  direction: text("direction").notNull(),
  cardType: text("card_type"),
  amount: int("amount").notNull(),
  fee: int("fee").notNull(),
  net: int("net").notNull(),
  state: text("state").notNull(),
  subjectId: text("subject_id"),
  differs: text("differs").notNull(),
  originalTrace: text("original_trace"),
  transactionCode: text("transaction_code"),
}, ({ fileId, lineNo }) => [primaryKey({ columns: [fileId, lineNo] })]);

export const statementFileParts = sqliteTable("statement_file_parts", {
  fileId: text("file_id").notNull(),
  part: int("part").notNull(),
  content: text("content").notNull(),
}, ({ fileId, part }) => [primaryKey({ columns: [fileId, part] })]);

export const statementGaps = sqliteTable("statement_gaps", {
  subjectId: text("subject_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  day: text("day").notNull(),
  state: text("state").notNull(),
  openedAt: int("opened_at").notNull(),
  resolvedAt: int("resolved_at"),
});
