import { customType, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** An integer that is bound as bigint (a JavaScript number would be bound as REAL) and read as a safe number. */
export const int = customType<{ data: number; driverData: bigint | null }>({
  dataType: () => "integer",
  // A placeholder passes through here even when nothing was given for it.
  toDriver: (value: number | null | undefined) =>
    value === null || value === undefined ? null : BigInt(value),
  fromDriver: (value) => Number(value),
});

export const merchants = sqliteTable("merchants", {
  merchantNo: text("merchant_no").primaryKey(),
  parentNo: text("parent_no"),
  appId: text("app_id"),
  sharesContracts: int("shares_contracts").notNull(),
  name: text("name").notNull(),
  mode: text("mode").notNull(),
  products: text("products").notNull(),
  returnUrls: text("return_urls").notNull(),
  embedOrigins: text("embed_origins").notNull(),
  clockOffsetMs: int("clock_offset_ms").notNull(),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});

export const secretKeys = sqliteTable("secret_keys", {
  digest: text("digest").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  hint: text("hint").notNull(),
  createdAt: int("created_at").notNull(),
  revokedAt: int("revoked_at"),
});

export const merchantKeys = sqliteTable("merchant_keys", {
  kid: text("kid").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  alg: text("alg").notNull(),
  jwk: text("jwk").notNull(),
  state: text("state").notNull(),
  notBefore: int("not_before").notNull(),
  retireAt: int("retire_at"),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});

export const requestNonces = sqliteTable("request_nonces", {
  merchantNo: text("merchant_no").notNull(),
  jti: text("jti").notNull(),
  seenAt: int("seen_at").notNull(),
});

export const events = sqliteTable("events", {
  seq: int("seq").primaryKey(),
  subjectId: text("subject_id").notNull(),
  version: int("version").notNull(),
  eventId: text("event_id").notNull(),
  type: text("type").notNull(),
  merchantNo: text("merchant_no").notNull(),
  sequence: int("sequence"),
  at: int("at").notNull(),
  data: text("data").notNull(),
  gOrderOpen: int("g_order_open").notNull(),
  gContractActive: int("g_contract_active").notNull(),
  gPlanApproved: int("g_plan_approved").notNull(),
  gLinkActive: int("g_link_active").notNull(),
});

export const orders = sqliteTable("orders", {
  orderId: text("order_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  merchantOrderNo: text("merchant_order_no").notNull(),
  settleMerchantNo: text("settle_merchant_no"),
  amount: int("amount").notNull(),
  subject: text("subject").notNull(),
  metadata: text("metadata").notNull(),
  returnUrl: text("return_url"),
  linkId: text("link_id"),
  expiresInMs: int("expires_in_ms").notNull(),
  createdAt: int("created_at").notNull(),
  expiresAt: int("expires_at").notNull(),
  state: text("state").notNull(),
  endedAt: int("ended_at"),
  settledPaymentId: text("settled_payment_id"),
  version: int("version").notNull(),
});

export const payments = sqliteTable("payments", {
  paymentId: text("payment_id").primaryKey(),
  orderId: text("order_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  amount: int("amount").notNull(),
  method: text("method").notNull(),
  flow: text("flow").notNull(),
  channel: text("channel").notNull(),
  channelOrderNo: text("channel_order_no").notNull(),
  device: text("device"),
  createdAt: int("created_at").notNull(),
  state: text("state").notNull(),
  sentAt: int("sent_at").notNull(),
  queryAfter: int("query_after"),
  queries: int("queries").notNull(),
  launch: text("launch"),
  endedAt: int("ended_at"),
  failure: text("failure"),
  settles: int("settles").notNull(),
  channelTxnNo: text("channel_txn_no"),
  cardType: text("card_type"),
  cardLastFour: text("card_last_four"),
  refundReserved: int("refund_reserved").notNull(),
  refunded: int("refunded").notNull(),
  countsAgainst: text("counts_against"),
  queriesEndedAt: int("queries_ended_at"),
  version: int("version").notNull(),
});

export const refunds = sqliteTable("refunds", {
  refundId: text("refund_id").primaryKey(),
  orderId: text("order_id").notNull(),
  paymentId: text("payment_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  merchantRefundNo: text("merchant_refund_no").notNull(),
  amount: int("amount").notNull(),
  reason: text("reason"),
  cause: text("cause").notNull(),
  channel: text("channel").notNull(),
  channelOrderNo: text("channel_order_no").notNull(),
  createdAt: int("created_at").notNull(),
  state: text("state").notNull(),
  sentAt: int("sent_at"),
  queryAfter: int("query_after"),
  queries: int("queries").notNull(),
  endedAt: int("ended_at"),
  failure: text("failure"),
  channelTxnNo: text("channel_txn_no"),
  queriesEndedAt: int("queries_ended_at"),
  version: int("version").notNull(),
});

export const jobs = sqliteTable("jobs", {
  name: text("name").primaryKey(),
  leasedUntil: int("leased_until").notNull(),
  lease: text("lease").notNull(),
  ranAt: int("ran_at"),
  wanted: int("wanted").notNull(),
});

export const canary = sqliteTable("canary", {
  name: text("name").primaryKey(),
  writtenAt: int("written_at").notNull(),
});

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

export const signings = sqliteTable("signings", {
  signingId: text("signing_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  appId: text("app_id").notNull(),
  planId: text("plan_id").notNull(),
  planVersion: int("plan_version").notNull(),
  contractCode: text("contract_code").notNull(),
  userId: text("user_id"),
  returnUrl: text("return_url"),
  orderId: text("order_id"),
  state: text("state").notNull(),
  consumerId: text("consumer_id"),
  contractId: text("contract_id"),
  alreadySigned: int("already_signed").notNull(),
  agreement: text("agreement"),
  refusal: text("refusal"),
  askAfter: int("ask_after"),
  asks: int("asks").notNull(),
  createdAt: int("created_at").notNull(),
  expiresAt: int("expires_at").notNull(),
  version: int("version").notNull(),
  gUnsigned: int("g_unsigned").notNull(),
});

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
  channel: text("channel").notNull(),
  channelContractNo: text("channel_contract_no").notNull(),
  cardToken: text("card_token").notNull(),
  cardLabel: text("card_label").notNull(),
  signedAt: int("signed_at").notNull(),
  expiresAt: int("expires_at"),
  state: text("state").notNull(),
  terminatedBy: text("terminated_by"),
  reason: text("reason"),
  endedAt: int("ended_at"),
  terminatedAt: int("terminated_at"),
  askAfter: int("ask_after"),
  asks: int("asks").notNull(),
  version: int("version").notNull(),
  chain: text("chain").notNull(),
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
