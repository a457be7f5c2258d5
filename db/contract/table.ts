import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const contracts = sqliteTable("contracts", {
  contractId: text("contract_id").primaryKey(),
  contractCode: text("contract_code").notNull(),
  signingId: text("signing_id").notNull(),
  planId: text("plan_id").notNull(),
  planVersion: int("plan_version").notNull(),
  appId: text("app_id").notNull(),
  openId: text("open_id").notNull(),
  consumerId: text("consumer_id").notNull(),
  userId: text("user_id"),
  merchantNo: text("merchant_no").notNull(),
  kind: text("kind").notNull(),
  title: text("title").notNull(),
  perTransactionLimit: int("per_transaction_limit").notNull(),
  perDayLimit: int("per_day_limit").notNull(),
  fixedMerchantNos: text("fixed_merchant_nos").notNull(),
  sharedWith: text("shared_with").notNull(),
  sharingAgreementId: text("sharing_agreement_id"),
  channel: text("channel").notNull(),
  channelContractNo: text("channel_contract_no").notNull(),
  cardToken: text("card_token").notNull(),
  cardLabel: text("card_label").notNull(),
  lang: text("lang").notNull(),
  signedAt: int("signed_at").notNull(),
  expiresAt: int("expires_at"),
  linksEnded: int("links_ended").notNull(),
  state: text("state").notNull(),
  terminatedBy: text("terminated_by"),
  reason: text("reason"),
  suspensions: text("suspensions"),
  replacedBy: text("replaced_by"),
  endedAt: int("ended_at"),
  terminatedAt: int("terminated_at"),
  askAfter: int("ask_after"),
  asks: int("asks").notNull(),
  version: int("version").notNull(),
  chain: text("chain").notNull(),
  arrearRetryDays: text("arrear_retry_days"),
});

export const contractEvidence = sqliteTable("contract_evidence", {
  contractId: text("contract_id").primaryKey(),
  jws: text("jws").notNull(),
});

export const contractDays = sqliteTable("contract_days", {
  contractId: text("contract_id").notNull(),
  day: text("day").notNull(),
  spent: int("spent").notNull(),
  cap: int("cap").notNull(),
});
