import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const consumerPasskeys = sqliteTable("consumer_passkeys", {
  passkeyId: text("passkey_id").primaryKey(),
  consumerId: text("consumer_id").notNull(),
  credentialId: text("credential_id").notNull(),
  publicKey: text("public_key").notNull(),
  counter: int("counter").notNull(),
  transports: text("transports").notNull(),
  name: text("name").notNull(),
  createdAt: int("created_at").notNull(),
  usedAt: int("used_at"),
});

export const oneTimeCodes = sqliteTable("one_time_codes", {
  digest: text("digest").primaryKey(),
  subject: text("subject").notNull(),
  sentAt: int("sent_at").notNull(),
  expiresAt: int("expires_at").notNull(),
});
