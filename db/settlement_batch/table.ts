import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const settlementBatches = sqliteTable("settlement_batches", {
  settlementId: text("settlement_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  accountOf: text("account_of").notNull(),
  no: int("no").notNull(),
  clearingDay: text("clearing_day").notNull(),
  dueOn: text("due_on").notNull(),
  items: int("items").notNull(),
  normalCount: int("normal_count").notNull(),
  normalAmount: int("normal_amount").notNull(),
  normalFee: int("normal_fee").notNull(),
  errorCount: int("error_count").notNull(),
  errorAmount: int("error_amount").notNull(),
  errorFee: int("error_fee").notNull(),
  carriedIn: int("carried_in").notNull(),
  released: int("released").notNull(),
  held: int("held").notNull(),
  madeUp: int("made_up").notNull(),
  paid: int("paid").notNull(),
  carriedOut: int("carried_out").notNull(),
  holdId: text("hold_id"),
  state: text("state").notNull(),
  pendingLine: int("pending_line").notNull(),
  builtAt: int("built_at").notNull(),
  version: int("version").notNull(),
});

export const settlementItems = sqliteTable("settlement_items", {
  subjectId: text("subject_id").notNull(),
  line: int("line").notNull(),
  kind: text("kind").notNull(),
  merchantNo: text("merchant_no").notNull(),
  channel: text("channel").notNull(),
  day: text("day").notNull(),
  amount: int("amount").notNull(),
  fee: int("fee").notNull(),
  fileId: text("file_id"),
  settlementId: text("settlement_id"),
}, ({ subjectId, line }) => [primaryKey({ columns: [subjectId, line] })]);

export const payouts = sqliteTable("payouts", {
  payoutId: text("payout_id").primaryKey(),
  settlementId: text("settlement_id"),
  refundId: text("refund_id"),
  run: text("run").notNull(),
  accountId: text("account_id"),
  masked: text("masked_account"),
  fen: int("fen").notNull(),
  state: text("state").notNull(),
  sentAt: int("sent_at").notNull(),
  paidOn: text("paid_on"),
  reference: text("reference"),
  returnedBecause: text("returned_because"),
  returnedAs: text("returned_as"),
});
