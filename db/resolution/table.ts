import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const resolutions = sqliteTable("resolutions", {
  resolutionId: text("resolution_id").primaryKey(),
  unclearId: text("unclear_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  finding: text("finding").notNull(),
  channelTxnNo: text("channel_txn_no"),
  failureReason: text("failure_reason"),
  evidence: text("evidence").notNull(),
  proposedBy: text("proposed_by").notNull(),
  proposedAt: int("proposed_at").notNull(),
  state: text("state").notNull(),
  decidedBy: text("decided_by"),
  decidedAt: int("decided_at"),
  version: int("version").notNull(),
});
