import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const statementTurns = sqliteTable("statement_turns", {
  merchantNo: text("merchant_no").notNull(),
  scope: text("scope").notNull(),
  day: text("day").notNull(),
  dueAt: int("due_at").notNull(),
}, ({ merchantNo, scope }) => [primaryKey({ columns: [merchantNo, scope] })]);

export const statements = sqliteTable("statements", {
  statementId: text("statement_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  scope: text("scope").notNull(),
  day: text("day").notNull(),
  state: text("state").notNull(),
  cutFrom: text("cut_from").notNull(),
  cutUntil: text("cut_until").notNull(),
  opening: int("opening").notNull(),
  closing: int("closing").notNull(),
  metadataKeys: text("metadata_keys").notNull(),
  begunAt: int("begun_at").notNull(),
  attempt: text("attempt"),
  lines: int("lines"),
  amount: int("amount"),
  fee: int("fee"),
  net: int("net"),
  feeParts: text("fee_parts"),
  totals: text("totals"),
  files: text("files"),
  manifest: text("manifest"),
  issuedAt: int("issued_at"),
  version: int("version").notNull(),
});

export const statementMembers = sqliteTable("statement_members", {
  statementId: text("statement_id").notNull(),
  merchantNo: text("merchant_no").notNull(),
  day: text("day").notNull(),
  memberId: text("member_id").notNull(),
  parentNo: text("parent_no").notNull(),
}, ({ statementId, merchantNo, day }) => [
  primaryKey({ columns: [statementId, merchantNo, day] }),
]);

export const statementParts = sqliteTable("statement_parts", {
  statementId: text("statement_id").notNull(),
  attempt: text("attempt").notNull(),
  format: text("format").notNull(),
  part: int("part").notNull(),
  content: text("content").notNull(),
}, ({ statementId, attempt, format, part }) => [
  primaryKey({ columns: [statementId, attempt, format, part] }),
]);

export const statementOptions = sqliteTable("statement_options", {
  merchantNo: text("merchant_no").primaryKey(),
  metadataKeys: text("metadata_keys").notNull(),
  version: int("version").notNull(),
});
