import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const settlementHolds = sqliteTable("settlement_holds", {
  holdId: text("hold_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  fen: int("fen"),
  taken: int("taken").notNull(),
  reason: text("reason").notNull(),
  state: text("state").notNull(),
  placedAt: int("placed_at").notNull(),
  releasedAt: int("released_at"),
  releaseReason: text("release_reason"),
  version: int("version").notNull(),
});
