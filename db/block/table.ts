import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const blocks = sqliteTable("blocks", {
  blockId: text("block_id").primaryKey(),
  kind: text("kind").notNull(),
  digest: text("digest").notNull(),
  masked: text("masked").notNull(),
  reason: text("reason").notNull(),
  addedBy: text("added_by").notNull(),
  addedAt: int("added_at").notNull(),
  state: text("state").notNull(),
  liftedBy: text("lifted_by"),
  liftedAt: int("lifted_at"),
  liftReason: text("lift_reason"),
  version: int("version").notNull(),
});
