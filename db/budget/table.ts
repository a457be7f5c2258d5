import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const budgets = sqliteTable("budgets", {
  name: text("name").notNull(),
  subject: text("subject").notNull(),
  used: int("used").notNull(),
  cap: int("cap").notNull(),
  endsAt: int("ends_at").notNull(),
});
