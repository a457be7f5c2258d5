import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const limitDays = sqliteTable("limit_days", {
  account: text("account").notNull(),
  scope: text("scope").notNull(),
  day: text("day").notNull(),
  tier: text("tier").notNull(),
  spent: int("spent").notNull(),
  cap: int("cap").notNull(),
});

export const verifiedDays = sqliteTable("verified_days", {
  account: text("account").notNull(),
  scope: text("scope").notNull(),
  day: text("day").notNull(),
  spent: int("spent").notNull(),
  cap: int("cap").notNull(),
});
