import { sqliteTable, text } from "drizzle-orm/sqlite-core";

export const lookupKeys = sqliteTable("lookup_keys", {
  name: text("name").primaryKey(),
  sealed: text("sealed").notNull(),
});
