import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const disputes = sqliteTable("disputes", {
  disputeId: text("dispute_id").primaryKey(),
  subjectId: text("subject_id").notNull(),
  orderId: text("order_id"),
  paymentId: text("payment_id"),
  deductionId: text("deduction_id"),
  merchantNo: text("merchant_no").notNull(),
  settleMerchantNo: text("settle_merchant_no"),
  merchantOrderNo: text("merchant_order_no").notNull(),
  channel: text("channel").notNull(),
  consumerId: text("consumer_id"),
  openedBy: text("opened_by").notNull(),
  reason: text("reason").notNull(),
  amount: int("amount").notNull(),
  evidence: text("evidence").notNull(),
  files: text("files").notNull(),
  createdAt: int("created_at").notNull(),
  state: text("state").notNull(),
  dueAt: int("due_at"),
  remindedAt: int("reminded_at"),
  answer: text("answer"),
  answeredAt: int("answered_at"),
  escalatedAt: int("escalated_at"),
  decision: text("decision"),
  refundId: text("refund_id"),
  endedAt: int("ended_at"),
  chargedBack: int("charged_back").notNull(),
  steps: int("steps").notNull(),
  version: int("version").notNull(),
});

/** Who made a payment, where they were signed in when they did. */
export const paymentConsumers = sqliteTable("payment_consumers", {
  paymentId: text("payment_id").primaryKey(),
  consumerId: text("consumer_id").notNull(),
});

export const chargebacks = sqliteTable("chargebacks", {
  chargebackId: text("chargeback_id").primaryKey(),
  disputeId: text("dispute_id").notNull(),
  step: int("step").notNull(),
  version: int("version").notNull(),
  direction: text("direction").notNull(),
  amount: int("amount").notNull(),
  fee: int("fee").notNull(),
  fileId: text("file_id").notNull(),
  lineNo: int("line_no").notNull(),
  at: int("at").notNull(),
});

/** What merchants attached, sealed. */
export const disputeFiles = sqliteTable("dispute_files", {
  disputeId: text("dispute_id").notNull(),
  sha256: text("sha256").notNull(),
  sealed: text("sealed").notNull(),
}, ({ disputeId, sha256 }) => [primaryKey({ columns: [disputeId, sha256] })]);
