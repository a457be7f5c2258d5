import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

// Tables of charges by contract, of the messages to their consumers, and of polling too often.

export const deductions = sqliteTable("deductions", {
  deductionId: text("deduction_id").primaryKey(),
  contractId: text("contract_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  merchantOrderNo: text("merchant_order_no").notNull(),
  settleMerchantNo: text("settle_merchant_no"),
  amount: int("amount").notNull(),
  subject: text("subject").notNull(),
  state: text("state").notNull(),
  failure: text("failure"),
  channel: text("channel").notNull(),
  channelOrderNo: text("channel_order_no").notNull(),
  channelTxnNo: text("channel_txn_no"),
  day: text("day").notNull(),
  createdAt: int("created_at").notNull(),
  sentAt: int("sent_at"),
  queryAfter: int("query_after"),
  queries: int("queries").notNull(),
  nextPollAt: int("next_poll_at"),
  endedAt: int("ended_at"),
  refundReserved: int("refund_reserved").notNull(),
  refunded: int("refunded").notNull(),
  chargedBack: int("charged_back").notNull(),
  version: int("version").notNull(),
  queriesEndedAt: int("queries_ended_at"),
  arrearId: text("arrear_id"),
  advance: text("advance"),
  advanceEndedAt: int("advance_ended_at"),
});

/** How an advance ended by two people's word; never changed. */
export const advanceEnds = sqliteTable("advance_ends", {
  deductionId: text("deduction_id").primaryKey(),
  way: text("way").notNull(),
  reference: text("reference"),
  reason: text("reason").notNull(),
  version: int("version").notNull(),
});

export const deductionNotices = sqliteTable("deduction_notices", {
  noticeId: text("notice_id").primaryKey(),
  contractId: text("contract_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  amount: int("amount").notNull(),
  subject: text("subject").notNull(),
  chargeAt: int("charge_at"),
  state: text("state").notNull(),
  recordedAt: int("recorded_at").notNull(),
  sentAt: int("sent_at"),
  chargeableFrom: int("chargeable_from"),
  usedBy: text("used_by"),
  uses: int("uses").notNull(),
  version: int("version").notNull(),
});

export const pollGuards = sqliteTable("poll_guards", {
  subjectId: text("subject_id").primaryKey(),
  early: int("early").notNull(),
  nextPollAt: int("next_poll_at").notNull(),
  blockedUntil: int("blocked_until").notNull(),
});
