import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const alarms = sqliteTable("alarms", {
  kind: text("kind").notNull(),
  subject: text("subject").notNull(),
  merchantNo: text("merchant_no"),
  state: text("state").notNull(),
  noticedAt: int("noticed_at").notNull(),
  version: int("version").notNull(),
}, ({ kind, subject }) => [primaryKey({ columns: [kind, subject] })]);
