import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const quietDays = sqliteTable("quiet_days", {
  quietDayId: text("quiet_day_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  day: text("day").notNull(),
  reason: text("reason").notNull(),
  declaredBy: text("declared_by").notNull(),
  declaredAt: int("declared_at").notNull(),
});
