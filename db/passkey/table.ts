import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const passkeyChallenges = sqliteTable("passkey_challenges", {
  digest: text("digest").primaryKey(),
  subject: text("subject").notNull(),
  text: text("text"),
  expiresAt: int("expires_at").notNull(),
});
