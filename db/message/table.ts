import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const messages = sqliteTable("messages", {
  messageId: text("message_id").primaryKey(),
  kind: text("kind").notNull(),
  contractId: text("contract_id").notNull(),
  deductionId: text("deduction_id"),
  dueAt: int("due_at"),
  tries: int("tries").notNull(),
  toldAt: int("told_at"),
});
