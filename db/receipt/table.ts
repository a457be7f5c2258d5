import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const receipts = sqliteTable("receipts", {
  receiptId: text("receipt_id").primaryKey(),
  source: text("source").notNull(),
  merchantNo: text("merchant_no").notNull(),
  channel: text("channel").notNull(),
  day: text("day").notNull(),
  fen: int("fen").notNull(),
  reference: text("reference").notNull(),
  recordedAt: int("recorded_at").notNull(),
});
