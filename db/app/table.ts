import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const apps = sqliteTable("apps", {
  appId: text("app_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  name: text("name").notNull(),
  agreementDigest: text("agreement_digest").notNull(),
  openedAt: int("opened_at").notNull(),
  version: int("version").notNull(),
});
