import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const refunds = sqliteTable("refunds", {
  refundId: text("refund_id").primaryKey(),
  orderId: text("order_id"),
  paymentId: text("payment_id"),
  deductionId: text("deduction_id"),
  merchantNo: text("merchant_no").notNull(),
  settleMerchantNo: text("settle_merchant_no"),
  merchantRefundNo: text("merchant_refund_no").notNull(),
  amount: int("amount").notNull(),
  reason: text("reason"),
  cause: text("cause").notNull(),
  channel: text("channel").notNull(),
  channelOrderNo: text("channel_order_no").notNull(),
  voiding: text("voiding"),
  createdAt: int("created_at").notNull(),
  state: text("state").notNull(),
  sentAt: int("sent_at"),
  queryAfter: int("query_after"),
  queries: int("queries").notNull(),
  queriesEndedAt: int("queries_ended_at"),
  endedAt: int("ended_at"),
  failure: text("failure"),
  channelTxnNo: text("channel_txn_no"),
  version: int("version").notNull(),
  chain: text("chain").notNull(),
});
