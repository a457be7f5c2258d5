import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

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
  transfer: text("transfer"),
  expiresInMs: int("expires_in_ms").notNull(),
  createdAt: int("created_at").notNull(),
  expiresAt: int("expires_at").notNull(),
  state: text("state").notNull(),
  endedAt: int("ended_at"),
  settledPaymentId: text("settled_payment_id"),
  version: int("version").notNull(),
  chain: text("chain").notNull(),
  arrearId: text("arrear_id"),
});
