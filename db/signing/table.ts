import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

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
  appUrl: text("app_url"),
  replaces: text("replaces"),
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
});
