import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

// The browsers in which consumers are signed in.

export const consumerSessions = sqliteTable("consumer_sessions", {
  tokenDigest: text("token_digest").primaryKey(),
  sessionId: text("session_id").notNull(),
  consumerId: text("consumer_id").notNull(),
  proof: text("proof").notNull(),
  client: text("client").notNull(),
  knownSince: int("known_since"),
  createdAt: int("created_at").notNull(),
  seenAt: int("seen_at").notNull(),
  expiresAt: int("expires_at").notNull(),
  steppedUpBy: text("stepped_up_by"),
  steppedUpAt: int("stepped_up_at"),
  steppedUpFor: text("stepped_up_for"),
  steppedUpDigest: text("stepped_up_digest"),
});
