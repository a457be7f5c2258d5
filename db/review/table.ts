import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const reviews = sqliteTable("reviews", {
  reviewId: text("review_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  kind: text("kind").notNull(),
  content: text("content").notNull(),
  sealed: text("sealed"),
  state: text("state").notNull(),
  proposedBy: text("proposed_by").notNull(),
  proposedAt: int("proposed_at").notNull(),
  decidedBy: text("decided_by"),
  decidedAt: int("decided_at"),
  version: int("version").notNull(),
});
