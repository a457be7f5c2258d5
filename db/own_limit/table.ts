import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const ownLimits = sqliteTable("own_limits", {
  consumerId: text("consumer_id").notNull(),
  about: text("about").notNull(),
  perTransaction: int("per_transaction"),
  perDay: int("per_day"),
  changedAt: int("changed_at").notNull(),
  version: int("version").notNull(),
});
