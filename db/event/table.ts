import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

const columns = () => ({
  seq: int("seq").primaryKey(),
  subjectId: text("subject_id").notNull(),
  version: int("version").notNull(),
  eventId: text("event_id").notNull(),
  type: text("type").notNull(),
  merchantNo: text("merchant_no"),
  sequence: int("sequence"),
  at: int("at").notNull(),
  by: text("by").notNull(),
  data: text("data").notNull(),
});

export const events = sqliteTable("events", columns());

/** The same with its place in the chain of its subject, which nobody reads but `deno task verify`. */
export const chainedEvents = sqliteTable("events", {
  ...columns(),
  written: text("written"),
  chain: text("chain"),
});
