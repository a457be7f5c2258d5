import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const screens = sqliteTable("screens", {
  screenId: text("screen_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  name: text("name").notNull(),
  state: text("state").notNull(),
  pairingDigest: text("pairing_digest"),
  pairingExpiresAt: int("pairing_expires_at"),
  tokenDigest: text("token_digest"),
  pairedAt: int("paired_at"),
  afterOrderId: text("after_order_id"),
  unpairedAt: int("unpaired_at"),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
  seenAt: int("seen_at"),
  pinDigest: text("pin_digest"),
  pinSetAt: int("pin_set_at"),
  refundMax: int("refund_max").notNull(),
  refundDayMax: int("refund_day_max").notNull(),
});
