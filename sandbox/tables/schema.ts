import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../../db/engine/int.ts";

// Tables of the simulated world: the bank and its phones, and the demo's own receiver.

export const sandboxLog = sqliteTable("sandbox_log", {
  seq: int("seq").primaryKey(),
  subjectNo: text("subject_no").notNull(),
  version: int("version").notNull(),
  entryId: text("entry_id").notNull(),
  at: int("at").notNull(),
  what: text("what").notNull(),
});

export const sandboxClocks = sqliteTable("sandbox_clocks", {
  merchantNo: text("merchant_no").primaryKey(),
  aheadMs: int("ahead_ms").notNull(),
});

export const sandboxPayments = sqliteTable("sandbox_payments", {
  channelOrderNo: text("channel_order_no").primaryKey(),
  token: text("token").notNull(),
  merchantNo: text("merchant_no").notNull(),
  payee: text("payee").notNull(),
  amount: int("amount").notNull(),
  subject: text("subject").notNull(),
  method: text("method").notNull(),
  flow: text("flow").notNull(),
  sentAt: int("sent_at").notNull(),
  payBefore: int("pay_before").notNull(),
  returnUrl: text("return_url").notNull(),
  noticeUrl: text("notice_url").notNull(),
  voice: text("voice").notNull(),
  voiceFrom: int("voice_from"),
  state: text("state").notNull(),
  endedAt: int("ended_at"),
  txnNo: text("txn_no"),
  cardType: text("card_type"),
  cardLastFour: text("card_last_four"),
  cardToken: text("card_token"),
  reason: text("reason"),
  refunded: int("refunded").notNull(),
  version: int("version").notNull(),
});

export const sandboxRefunds = sqliteTable("sandbox_refunds", {
  channelOrderNo: text("channel_order_no").primaryKey(),
  paidNo: text("paid_no"),
  amount: int("amount").notNull(),
  noticeUrl: text("notice_url").notNull(),
  answersAt: int("answers_at").notNull(),
  state: text("state").notNull(),
  txnNo: text("txn_no"),
  failure: text("failure"),
});

export const sandboxNotices = sqliteTable("sandbox_notices", {
  noticeId: text("notice_id").primaryKey(),
  channelOrderNo: text("channel_order_no").notNull(),
  url: text("url").notNull(),
  body: text("body").notNull(),
  state: text("state").notNull(),
  dueAt: int("due_at").notNull(),
  attempts: int("attempts").notNull(),
  lease: text("lease"),
  leasedUntil: int("leased_until").notNull(),
  lastStatus: int("last_status"),
});

export const sandboxContracts = sqliteTable("sandbox_contracts", {
  contractId: text("contract_id").primaryKey(),
  contractNo: text("contract_no").notNull(),
  signingId: text("signing_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  payee: text("payee").notNull(),
  title: text("title").notNull(),
  personNo: text("person_no").notNull(),
  cardToken: text("card_token").notNull(),
  perTransactionLimit: int("per_transaction_limit").notNull(),
  perDayLimit: int("per_day_limit").notNull(),
  noticeUrl: text("notice_url").notNull(),
  arrivedAt: int("arrived_at").notNull(),
  unsigns: int("unsigns").notNull(),
  state: text("state").notNull(),
  endedBy: text("ended_by"),
  endedAt: int("ended_at"),
  toldFrom: int("told_from"),
  reason: text("reason"),
  version: int("version").notNull(),
});

export const sandboxDeductions = sqliteTable("sandbox_deductions", {
  channelOrderNo: text("channel_order_no").primaryKey(),
  contractId: text("contract_id"),
  contractNo: text("contract_no").notNull(),
  merchantNo: text("merchant_no").notNull(),
  payee: text("payee").notNull(),
  amount: int("amount").notNull(),
  subject: text("subject").notNull(),
  noticeUrl: text("notice_url").notNull(),
  answersAt: int("answers_at").notNull(),
  onOwnClock: int("on_own_clock").notNull(),
  state: text("state").notNull(),
  txnNo: text("txn_no"),
  cardType: text("card_type"),
  cardLastFour: text("card_last_four"),
  reason: text("reason"),
  refunded: int("refunded").notNull(),
  gInForce: int("g_in_force").notNull(),
});

export const sandboxDeviceCards = sqliteTable("sandbox_device_cards", {
  token: text("token").primaryKey(),
  personNo: text("person_no").notNull(),
  cardToken: text("card_token").notNull(),
  device: text("device").notNull(),
  gone: int("gone").notNull(),
  revision: int("revision").notNull(),
  suspended: int("suspended").notNull(),
  isDefault: int("is_default").notNull(),
});

export const sandboxCardHolds = sqliteTable("sandbox_card_holds", {
  personNo: text("person_no").notNull(),
  ofNo: text("of_no").notNull(),
  reason: text("reason").notNull(),
});

export const sandboxAppCodes = sqliteTable("sandbox_app_codes", {
  digest: text("digest").primaryKey(),
  personNo: text("person_no").notNull(),
  expiresAt: int("expires_at").notNull(),
  takenBy: text("taken_by"),
});

export const sandboxMessages = sqliteTable("sandbox_messages", {
  seq: int("seq").primaryKey(),
  phone: text("phone").notNull(),
  text: text("text").notNull(),
  at: int("at").notNull(),
  messageId: text("message_id"),
});

export const demoWebhooks = sqliteTable("demo_webhooks", {
  seq: int("seq").primaryKey(),
  webhookId: text("webhook_id").notNull(),
  type: text("type").notNull(),
  receivedAt: int("received_at").notNull(),
  body: text("body").notNull(),
  headers: text("headers").notNull(),
  endpointId: text("endpoint_id"),
  standard: text("standard").notNull(),
  jws: text("jws").notNull(),
});

export const sandboxPurses = sqliteTable("sandbox_purses", {
  personNo: text("person_no").primaryKey(),
  fen: int("fen").notNull(),
});

export const sandboxDebits = sqliteTable("sandbox_debits", {
  number: text("number").primaryKey(),
  personNo: text("person_no"),
  amount: int("amount").notNull(),
  refunded: int("refunded").notNull(),
  payee: text("payee").notNull(),
  subject: text("subject").notNull(),
  state: text("state").notNull(),
  reason: text("reason"),
  txnNo: text("txn_no"),
  at: int("at").notNull(),
});

export const sandboxPurseRefunds = sqliteTable("sandbox_purse_refunds", {
  number: text("number").primaryKey(),
  debitNo: text("debit_no"),
  amount: int("amount").notNull(),
  state: text("state").notNull(),
  txnNo: text("txn_no"),
});
