import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const differences = sqliteTable("differences", {
  differenceId: text("difference_id").primaryKey(),
  about: text("about").notNull(),
  fileId: text("file_id"),
  lineNo: int("line_no"),
  subjectId: text("subject_id"),
  merchantNo: text("merchant_no"),
  clearingDay: text("clearing_day").notNull(),
  reason: text("reason").notNull(),
  differs: text("differs").notNull(),
  theirs: int("theirs").notNull(),
  ours: int("ours").notNull(),
  corrected: int("corrected").notNull(),
  finding: int("finding").notNull(),
  owner: text("owner"),
  dueAt: int("due_at").notNull(),
  foundAt: int("found_at").notNull(),
  comments: int("comments").notNull(),
  state: text("state").notNull(),
  endedAt: int("ended_at"),
  way: text("way"),
  why: text("why"),
  version: int("version").notNull(),
});

export const differenceComments = sqliteTable("difference_comments", {
  differenceId: text("difference_id").notNull(),
  version: int("version").notNull(),
  text: text("text").notNull(),
  staffId: text("staff_id").notNull(),
  at: int("at").notNull(),
}, ({ differenceId, version }) => [primaryKey({ columns: [differenceId, version] })]);
