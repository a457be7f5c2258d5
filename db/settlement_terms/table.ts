import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const settlementTerms = sqliteTable("settlement_terms", {
  termsId: text("terms_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  fromDay: text("from_day").notNull(),
  delay: int("delay").notNull(),
  accountOf: text("account_of").notNull(),
  overdraft: int("overdraft").notNull(),
  agreedAt: int("agreed_at").notNull(),
});
