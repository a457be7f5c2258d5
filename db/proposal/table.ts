import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const proposals = sqliteTable("proposals", {
  proposalId: text("proposal_id").primaryKey(),
  merchantNo: text("merchant_no"),
  place: text("place"),
  act: text("act").notNull(),
  sealed: text("sealed"),
  digest: text("digest").notNull(),
  state: text("state").notNull(),
  proposedBy: text("proposed_by").notNull(),
  proposedAt: int("proposed_at").notNull(),
  expiresAt: int("expires_at").notNull(),
  decidedBy: text("decided_by"),
  decidedAt: int("decided_at"),
  version: int("version").notNull(),
});
