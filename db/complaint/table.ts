import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const complaints = sqliteTable("complaints", {
  complaintId: text("complaint_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  about: text("about"),
  kind: text("kind").notNull(),
  sealedText: text("sealed_text").notNull(),
  receivedOn: text("received_on").notNull(),
  recordedAt: int("recorded_at").notNull(),
  state: text("state").notNull(),
  sealedAnswer: text("sealed_answer"),
  answeredAt: int("answered_at"),
  version: int("version").notNull(),
});
