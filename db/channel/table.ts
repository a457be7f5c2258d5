import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const channelAnswers = sqliteTable("channel_answers", {
  channel: text("channel").primaryKey(),
  answeredAt: int("answered_at"),
  silentSince: int("silent_since"),
});

export const channelSwitches = sqliteTable("channel_switches", {
  channel: text("channel").primaryKey(),
  state: text("state").notNull(),
  reason: text("reason").notNull(),
  changedAt: int("changed_at").notNull(),
  version: int("version").notNull(),
});

export const sharedSignups = sqliteTable("shared_signups", {
  one: text("one").notNull(),
  other: text("other").notNull(),
  shared: int("shared").notNull(),
  version: int("version").notNull(),
});

export const refusedNotices = sqliteTable("refused_notices", {
  seq: int("seq").primaryKey(),
  channel: text("channel").notNull(),
  merchantNo: text("merchant_no").notNull(),
  at: int("at").notNull(),
  code: text("code").notNull(),
  detail: text("detail").notNull(),
  channelOrderNo: text("channel_order_no"),
});
