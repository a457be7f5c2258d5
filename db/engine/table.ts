import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "./int.ts";

export const jobs = sqliteTable("jobs", {
  name: text("name").primaryKey(),
  leasedUntil: int("leased_until").notNull(),
  lease: text("lease").notNull(),
  ranAt: int("ran_at"),
  finishedAt: int("finished_at"),
  wanted: int("wanted").notNull(),
});

export const canary = sqliteTable("canary", {
  name: text("name").primaryKey(),
  writtenAt: int("written_at").notNull(),
});

/** Never has a row: a guard that does not hold tries to insert one, and the CHECK refuses it. */
export const guards = sqliteTable("guards", { holds: int("holds").notNull() });
