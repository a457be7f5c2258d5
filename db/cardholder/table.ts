import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

// What channels keep on people's devices (docs/cards.md).

export const cardholders = sqliteTable("cardholders", {
  cardholderId: text("cardholder_id").primaryKey(),
  channel: text("channel").notNull(),
  subject: text("subject").notNull(),
  version: int("version").notNull(),
});

export const cards = sqliteTable("cards", {
  cardId: text("card_id").primaryKey(),
  cardholderId: text("cardholder_id").notNull(),
  token: text("token").notNull(),
  lastFour: text("last_four").notNull(),
  issuer: text("issuer").notNull(),
  cardType: text("card_type").notNull(),
  expires: text("expires"),
  upCash: int("up_cash").notNull(),
  noPasswordLimit: int("no_password_limit"),
  faceSequence: int("face_sequence").notNull(),
  state: text("state").notNull(),
  deletedAt: int("deleted_at"),
});

export const cardDevices = sqliteTable("card_devices", {
  deviceId: text("device_id").primaryKey(),
  cardholderId: text("cardholder_id").notNull(),
  deviceNo: text("device_no").notNull(),
  name: text("name").notNull(),
  emptiedSequence: int("emptied_sequence"),
  emptiedBecause: text("emptied_because"),
});

export const deviceCards = sqliteTable("device_cards", {
  deviceCardId: text("device_card_id").primaryKey(),
  cardholderId: text("cardholder_id").notNull(),
  cardId: text("card_id").notNull(),
  deviceId: text("device_id").notNull(),
  token: text("token").notNull(),
  loadSequence: int("load_sequence").notNull(),
  loadedAt: int("loaded_at").notNull(),
  activatedAt: int("activated_at"),
  state: text("state").notNull(),
  isDefault: int("is_default").notNull(),
  deletedAt: int("deleted_at"),
  deletedBecause: text("deleted_because"),
  revision: int("revision").notNull(),
  tellAfter: int("tell_after"),
  tells: int("tells").notNull(),
});

export const cardSuspensions = sqliteTable("card_suspensions", {
  ofId: text("of_id").notNull(),
  reason: text("reason").notNull(),
  setBy: text("set_by").notNull(),
  cardholderId: text("cardholder_id").notNull(),
  inForce: int("in_force").notNull(),
  at: int("at").notNull(),
  sequence: int("sequence").notNull(),
});
