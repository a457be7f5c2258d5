import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const erasures = sqliteTable("erasures", {
  consumerId: text("consumer_id").primaryKey(),
  state: text("state").notNull(),
  askedAt: int("asked_at").notNull(),
  lookAfter: int("look_after"),
  endedAt: int("ended_at"),
});
