import { sqliteTable, text } from "drizzle-orm/sqlite-core";

export const logos = sqliteTable("logos", {
  digest: text("digest").notNull(),
  merchantNo: text("merchant_no").notNull(),
  type: text("type").notNull(),
  body: text("body").notNull(),
});
