import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const settlementAccounts = sqliteTable("settlement_accounts", {
  accountId: text("account_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  bank: text("bank").notNull(),
  lastFour: text("last_four").notNull(),
  maskedHolder: text("masked_holder").notNull(),
  accountDigest: text("account_digest"),
  sealed: text("sealed").notNull(),
  state: text("state").notNull(),
  inForceFrom: int("in_force_from").notNull(),
  version: int("version").notNull(),
});
