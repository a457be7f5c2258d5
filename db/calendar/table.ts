import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const calendarYears = sqliteTable("calendar_years", {
  year: int("year").primaryKey(),
  setAt: int("set_at").notNull(),
  version: int("version").notNull(),
});

export const calendarDays = sqliteTable("calendar_days", {
  day: text("day").primaryKey(),
  kind: text("kind").notNull(),
  name: text("name").notNull(),
});
