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

export const paymentPins = sqliteTable("payment_pins", {
  consumerId: text("consumer_id").primaryKey(),
  digest: text("digest").notNull(),
  salt: text("salt").notNull(),
  rounds: int("rounds").notNull(),
  setAt: int("set_at").notNull(),
});

export const passkeySignatures = sqliteTable("passkey_signatures", {
  signatureId: text("signature_id").primaryKey(),
  consumerId: text("consumer_id").notNull(),
  subjectId: text("subject_id").notNull(),
  text: text("text").notNull(),
  credentialId: text("credential_id").notNull(),
  publicKey: text("public_key").notNull(),
  clientData: text("client_data").notNull(),
  authenticatorData: text("authenticator_data").notNull(),
  signature: text("signature").notNull(),
  rpId: text("rp_id").notNull(),
  signedAt: int("signed_at").notNull(),
});

export const oneTimeCodes = sqliteTable("one_time_codes", {
  digest: text("digest").primaryKey(),
  subject: text("subject").notNull(),
  sentAt: int("sent_at").notNull(),
  expiresAt: int("expires_at").notNull(),
});
