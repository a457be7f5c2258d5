import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const plans = sqliteTable("plans", {
  planId: text("plan_id").notNull(),
  version: int("version").notNull(),
  appId: text("app_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  state: text("state").notNull(),
  request: text("request").notNull(),
  kind: text("kind").notNull(),
  shortName: text("short_name").notNull(),
  title: text("title").notNull(),
  packageText: text("package_text").notNull(),
  perTransactionLimit: int("per_transaction_limit").notNull(),
  perDayLimit: int("per_day_limit").notNull(),
  requiresCreditCard: int("requires_credit_card").notNull(),
  verifyPhone: int("verify_phone").notNull(),
  verifyIdNumber: int("verify_id_number").notNull(),
  networkAdvanceReason: text("network_advance_reason"),
  fixedMerchantNos: text("fixed_merchant_nos").notNull(),
  noFixedMerchantReason: text("no_fixed_merchant_reason"),
  unsignNoticeUrl: text("unsign_notice_url"),
  rejectionReason: text("rejection_reason"),
  submittedAt: int("submitted_at").notNull(),
  decidedAt: int("decided_at"),
  eventVersion: int("event_version").notNull(),
  contractDays: int("contract_days"),
});
