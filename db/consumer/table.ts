import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

// Tables of the people who sign: who they are, sealed.

export const consumers = sqliteTable("consumers", {
  consumerId: text("consumer_id").primaryKey(),
  sealedName: text("sealed_name").notNull(),
  sealedPhone: text("sealed_phone").notNull(),
  sealedIdNumber: text("sealed_id_number").notNull(),
  phoneDigest: text("phone_digest"),
  idNumberDigest: text("id_number_digest"),
  tellAfterCharge: int("tell_after_charge").notNull(),
  chargingClosedAt: int("charging_closed_at"),
  phoneLostAt: int("phone_lost_at"),
  phoneLosses: int("phone_losses").notNull(),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});

export const openIds = sqliteTable("open_ids", {
  consumerId: text("consumer_id").notNull(),
  appId: text("app_id").notNull(),
  openId: text("open_id").notNull(),
});

export const consumerCards = sqliteTable("consumer_cards", {
  consumerId: text("consumer_id").primaryKey(),
  sealed: text("sealed").notNull(),
});
