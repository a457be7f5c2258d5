import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const requestNonces = sqliteTable("request_nonces", {
  merchantNo: text("merchant_no").notNull(),
  jti: text("jti").notNull(),
  seenAt: int("seen_at").notNull(),
});
