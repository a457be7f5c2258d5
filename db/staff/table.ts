import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const staff = sqliteTable("staff", {
  staffId: text("staff_id").primaryKey(),
  merchantNo: text("merchant_no"),
  role: text("role").notNull(),
  state: text("state").notNull(),
  sealedName: text("sealed_name"),
  sealedMail: text("sealed_mail"),
  mailDigest: text("mail_digest"),
  sealedPhone: text("sealed_phone"),
  alerts: text("alerts").notNull(),
  smsAlerts: text("sms_alerts").notNull(),
  invitationDigest: text("invitation_digest"),
  invitationExpiresAt: int("invitation_expires_at"),
  createdAt: int("created_at").notNull(),
  joinedAt: int("joined_at"),
  removedAt: int("removed_at"),
  version: int("version").notNull(),
});

export const staffPasskeys = sqliteTable("staff_passkeys", {
  passkeyId: text("passkey_id").primaryKey(),
  staffId: text("staff_id").notNull(),
  credentialId: text("credential_id").notNull(),
  publicKey: text("public_key").notNull(),
  counter: int("counter").notNull(),
  transports: text("transports").notNull(),
  name: text("name").notNull(),
  createdAt: int("created_at").notNull(),
  usedAt: int("used_at"),
});

export const staffRecoveryCodes = sqliteTable("staff_recovery_codes", {
  digest: text("digest").primaryKey(),
  staffId: text("staff_id").notNull(),
});

export const staffPhoneCodes = sqliteTable("staff_phone_codes", {
  staffId: text("staff_id").primaryKey(),
  sealedPhone: text("sealed_phone").notNull(),
  digest: text("digest").notNull(),
  sentAt: int("sent_at").notNull(),
  expiresAt: int("expires_at").notNull(),
});

export const staffSessions = sqliteTable("staff_sessions", {
  sessionId: text("session_id").primaryKey(),
  tokenDigest: text("token_digest").notNull(),
  staffId: text("staff_id").notNull(),
  proof: text("proof").notNull(),
  confirmedAt: int("confirmed_at").notNull(),
  client: text("client").notNull(),
  place: text("place"),
  createdAt: int("created_at").notNull(),
  seenAt: int("seen_at").notNull(),
  expiresAt: int("expires_at").notNull(),
});
