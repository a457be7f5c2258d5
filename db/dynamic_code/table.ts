import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const links = sqliteTable("links", {
  linkId: text("link_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  subject: text("subject").notNull(),
  amount: int("amount"),
  state: text("state").notNull(),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});

export const limitDays = sqliteTable("limit_days", {
  account: text("account").notNull(),
  scope: text("scope").notNull(),
  day: text("day").notNull(),
  tier: text("tier").notNull(),
  spent: int("spent").notNull(),
  cap: int("cap").notNull(),
});

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
});
