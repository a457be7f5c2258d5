import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const claims = sqliteTable("claims", {
  claimId: text("claim_id").primaryKey(),
  disputeId: text("dispute_id").notNull(),
  subjectId: text("subject_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  amount: int("amount").notNull(),
  state: text("state").notNull(),
  openedAt: int("opened_at").notNull(),
  reference: text("reference"),
  sentAt: int("sent_at"),
  droppedBecause: text("dropped_because"),
  endedAt: int("ended_at"),
  version: int("version").notNull(),
});
