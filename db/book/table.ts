import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

/** From one account to another; never changed. */
export const bookTransfers = sqliteTable("book_transfers", {
  subjectId: text("subject_id").notNull(),
  line: int("line").notNull(),
  version: int("version").notNull(),
  code: text("code").notNull(),
  phase: text("phase").notNull(),
  debit: text("debit").notNull(),
  credit: text("credit").notNull(),
  fen: int("fen").notNull(),
  merchantNo: text("merchant_no").notNull(),
  mode: text("mode").notNull(),
  at: int("at").notNull(),
  ofSubjectId: text("of_subject_id"),
  ofLine: int("of_line"),
}, (table) => [primaryKey({ columns: [table.subjectId, table.line] })]);

/** What a transfer did to an account of one merchant number, and the balance after it; never changed. */
export const bookEntries = sqliteTable("book_entries", {
  account: text("account").notNull(),
  bookedAt: int("booked_at").notNull(),
  no: int("no").notNull(),
  subjectId: text("subject_id").notNull(),
  line: int("line").notNull(),
  fen: int("fen").notNull(),
  balance: int("balance").notNull(),
}, (table) => [primaryKey({ columns: [table.account, table.bookedAt, table.no] })]);

/** What a day brought to a stripe of an account that everybody touches. */
export const bookDays = sqliteTable("book_days", {
  mode: text("mode").notNull(),
  account: text("account").notNull(),
  day: text("day").notNull(),
  stripe: int("stripe").notNull(),
  debits: int("debits").notNull(),
  credits: int("credits").notNull(),
}, (table) => [primaryKey({ columns: [table.mode, table.account, table.day, table.stripe] })]);

/** What a merchant number is owed of its clearing days up to one of them, as it came to be known; never changed. */
export const bookClearingDays = sqliteTable("book_clearing_days", {
  merchantNo: text("merchant_no").notNull(),
  day: text("day").notNull(),
  no: int("no").notNull(),
  settlementId: text("settlement_id").notNull(),
  version: int("version").notNull(),
  cleared: int("cleared").notNull(),
  madeUp: int("made_up").notNull(),
  paid: int("paid").notNull(),
  balance: int("balance").notNull(),
}, (table) => [primaryKey({ columns: [table.merchantNo, table.day, table.no] })]);
