import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const channelSwitches = sqliteTable("channel_switches", {
  channel: text("channel").primaryKey(),
  state: text("state").notNull(),
  reason: text("reason").notNull(),
  changedAt: int("changed_at").notNull(),
  version: int("version").notNull(),
});
