import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const staffMails = sqliteTable("staff_mails", {
  mailId: text("mail_id").primaryKey(),
  staffId: text("staff_id").notNull(),
  kind: text("kind").notNull(),
  type: text("type").notNull(),
  subjectId: text("subject_id").notNull(),
  at: int("at").notNull(),
  dueAt: int("due_at"),
  tries: int("tries").notNull(),
});
