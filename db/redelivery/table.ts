import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const redeliveries = sqliteTable("redeliveries", {
  redeliveryId: text("redelivery_id").primaryKey(),
  endpointId: text("endpoint_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  eventTypes: text("event_types").notNull(),
  fromAt: int("from_at").notNull(),
  toAt: int("to_at").notNull(),
  outcome: text("outcome").notNull(),
  state: text("state").notNull(),
  pastSeq: int("past_seq").notNull(),
  lastSeq: int("last_seq").notNull(),
  made: int("made").notNull(),
  createdAt: int("created_at").notNull(),
  endedAt: int("ended_at"),
  version: int("version").notNull(),
});
