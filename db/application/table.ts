import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const merchantApplications = sqliteTable("merchant_applications", {
  applicationId: text("application_id").notNull(),
  version: int("version").notNull(),
  parentNo: text("parent_no"),
  reference: text("reference").notNull(),
  name: text("name").notNull(),
  licenceNo: text("licence_no").notNull(),
  legalName: text("legal_name").notNull(),
  products: text("products").notNull(),
  returnUrls: text("return_urls").notNull(),
  embedOrigins: text("embed_origins").notNull(),
  agreementDigest: text("agreement_digest").notNull(),
  appName: text("app_name"),
  appAgreementDigest: text("app_agreement_digest"),
  masked: text("masked").notNull(),
  sealed: text("sealed").notNull(),
  phoneDigest: text("phone_digest"),
  formDigest: text("form_digest").notNull(),
  state: text("state").notNull(),
  rejectionReason: text("rejection_reason"),
  merchantNo: text("merchant_no"),
  submittedAt: int("submitted_at").notNull(),
  decidedAt: int("decided_at"),
  filedBy: text("filed_by"),
  decidedBy: text("decided_by"),
});
