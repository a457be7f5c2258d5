import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const receipts = sqliteTable("receipts", {
  receiptId: text("receipt_id").primaryKey(),
  source: text("source").notNull(),
  merchantNo: text("merchant_no").notNull(),
  channel: text("channel").notNull(),
  day: text("day").notNull(),
  fen: int("fen").notNull(),
  reference: text("reference").notNull(),
  days: text("days").notNull(),
  recordedAt: int("recorded_at").notNull(),
});

/** For which clearing days money came. */
export const receiptDays = sqliteTable("receipt_days", {
  merchantNo: text("merchant_no").notNull(),
  day: text("day").notNull(),
  nth: int("nth").notNull(),
  channel: text("channel").notNull(),
  receiptId: text("receipt_id").notNull(),
  fen: int("fen").notNull(),
}, ({ merchantNo, day, nth }) => [primaryKey({ columns: [merchantNo, day, nth] })]);
