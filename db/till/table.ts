import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const tillSessions = sqliteTable("till_sessions", {
  screenId: text("screen_id").primaryKey(),
  sessionId: text("session_id").notNull(),
  tokenDigest: text("token_digest").notNull(),
  seenAt: int("seen_at").notNull(),
  expiresAt: int("expires_at").notNull(),
});

export const tillShifts = sqliteTable("till_shifts", {
  shiftId: text("shift_id").primaryKey(),
  screenId: text("screen_id").notNull(),
  beganAt: int("began_at").notNull(),
  endedAt: int("ended_at"),
});

export const tillRefunds = sqliteTable("till_refunds", {
  refundId: text("refund_id").primaryKey(),
  screenId: text("screen_id").notNull(),
  at: int("at").notNull(),
});
