import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const auditEntries = sqliteTable("audit_entries", {
  seq: int("seq").primaryKey(),
  eventId: text("event_id"),
  previous: text("previous").notNull(),
  hash: text("hash").notNull(),
});

export const auditHeads = sqliteTable("audit_heads", {
  day: text("day").notNull(),
  entries: int("entries").notNull(),
  jws: text("jws").notNull(),
}, ({ day, entries }) => [primaryKey({ columns: [day, entries] })]);
