import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const staffAlerts = sqliteTable("staff_alerts", {
  alertId: text("alert_id").primaryKey(),
  staffId: text("staff_id").notNull(),
  way: text("way").notNull(),
  kind: text("kind").notNull(),
  type: text("type").notNull(),
  subjectId: text("subject_id").notNull(),
  at: int("at").notNull(),
  dueAt: int("due_at"),
  tries: int("tries").notNull(),
});
