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

export const accountMessages = sqliteTable("account_messages", {
  messageId: text("message_id").primaryKey(),
  consumerId: text("consumer_id").notNull(),
  kind: text("kind").notNull(),
  facts: text("facts").notNull(),
  at: int("at").notNull(),
  sealedPhone: text("sealed_phone"),
  dueAt: int("due_at"),
  tries: int("tries").notNull(),
  toldAt: int("told_at"),
});

export const consumerLanguages = sqliteTable("consumer_languages", {
  consumerId: text("consumer_id").primaryKey(),
  lang: text("lang").notNull(),
});
