import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const recoveries = sqliteTable("recoveries", {
  recoveryId: text("recovery_id").primaryKey(),
  consumerId: text("consumer_id").notNull(),
  state: text("state").notNull(),
  askedAt: int("asked_at").notNull(),
  doneFrom: int("done_from").notNull(),
  newPhoneDigest: text("new_phone_digest"),
  sealedNewPhone: text("sealed_new_phone"),
  endedAt: int("ended_at"),
  endedBy: text("ended_by"),
  loweredUntil: int("lowered_until"),
  onlyPin: int("only_pin").notNull(),
});
