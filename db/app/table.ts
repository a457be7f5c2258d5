import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const apps = sqliteTable("apps", {
  appId: text("app_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  name: text("name").notNull(),
  agreementDigest: text("agreement_digest").notNull(),
  openedAt: int("opened_at").notNull(),
  version: int("version").notNull(),
});

export const appApplications = sqliteTable("app_applications", {
  applicationId: text("application_id").notNull(),
  version: int("version").notNull(),
  merchantNo: text("merchant_no").notNull(),
  reference: text("reference").notNull(),
  name: text("name").notNull(),
  agreementDigest: text("agreement_digest").notNull(),
  state: text("state").notNull(),
  rejectionReason: text("rejection_reason"),
  appId: text("app_id"),
  submittedAt: int("submitted_at").notNull(),
  decidedAt: int("decided_at"),
});
