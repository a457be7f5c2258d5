import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const dynamicCodes = sqliteTable("dynamic_codes", {
  codeId: text("code_id").primaryKey(),
  ref: text("ref").notNull(),
  orderId: text("order_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  openedAt: int("opened_at").notNull(),
  claimedRotation: int("claimed_rotation"),
  claimedBy: text("claimed_by"),
  claimedAt: int("claimed_at"),
  released: int("released").notNull(),
  version: int("version").notNull(),
});
