import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const arrears = sqliteTable("arrears", {
  arrearId: text("arrear_id").primaryKey(),
  deductionId: text("deduction_id").notNull(),
  contractId: text("contract_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  merchantOrderNo: text("merchant_order_no").notNull(),
  settleMerchantNo: text("settle_merchant_no"),
  amount: int("amount").notNull(),
  subject: text("subject").notNull(),
  openedAt: int("opened_at").notNull(),
  retryTimes: text("retry_times").notNull(),
  retriesPassed: int("retries_passed").notNull(),
  retrying: text("retrying"),
  retriesEnd: text("retries_end"),
  orderId: text("order_id"),
  state: text("state").notNull(),
  endedAt: int("ended_at"),
  settledBy: text("settled_by"),
  settlingDeductionId: text("settling_deduction_id"),
  settlingPaymentId: text("settling_payment_id"),
  waiverReason: text("waiver_reason"),
  dueAt: int("due_at"),
  ends: int("ends").notNull(),
  version: int("version").notNull(),
});
