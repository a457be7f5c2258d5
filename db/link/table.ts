import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const links = sqliteTable("links", {
  linkId: text("link_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  subject: text("subject").notNull(),
  amount: int("amount"),
  state: text("state").notNull(),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});
