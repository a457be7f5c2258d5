import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const oneTimeCodes = sqliteTable("one_time_codes", {
  digest: text("digest").primaryKey(),
  subject: text("subject").notNull(),
  sentAt: int("sent_at").notNull(),
  expiresAt: int("expires_at").notNull(),
});
