import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const merchants = sqliteTable("merchants", {
  merchantNo: text("merchant_no").primaryKey(),
  parentNo: text("parent_no"),
  appId: text("app_id").notNull(),
  enterpriseId: text("enterprise_id"),
  reference: text("reference"),
  name: text("name").notNull(),
  mode: text("mode").notNull(),
  channel: text("channel"),
  onTrial: int("on_trial").notNull(),
  products: text("products").notNull(),
  returnUrls: text("return_urls").notNull(),
  embedOrigins: text("embed_origins").notNull(),
  clockOffsetMs: int("clock_offset_ms").notNull(),
  state: text("state").notNull(),
  stateReason: text("state_reason"),
  stateAt: int("state_at"),
  windingUp: int("winding_up").notNull(),
  testOf: text("test_of"),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
  brand: text("brand"),
});

/** Who is below whom, and how far. */
export const merchantLines = sqliteTable("merchant_lines", {
  lineId: int("line_id").primaryKey(),
  aboveNo: text("above_no").notNull(),
  merchantNo: text("merchant_no").notNull(),
  depth: int("depth").notNull(),
});

/** What succeeded at a merchant number on a day. */
export const merchantDays = sqliteTable("merchant_days", {
  merchantNo: text("merchant_no").notNull(),
  day: text("day").notNull(),
  kind: text("kind").notNull(),
  count: int("count").notNull(),
  sum: int("sum").notNull(),
});

/** What ended at a merchant number in an hour since 1970. */
export const merchantHours = sqliteTable("merchant_hours", {
  merchantNo: text("merchant_no").notNull(),
  hour: int("hour").notNull(),
  kind: text("kind").notNull(),
  count: int("count").notNull(),
  sum: int("sum").notNull(),
});

export const secretKeys = sqliteTable("secret_keys", {
  digest: text("digest").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  hint: text("hint").notNull(),
  createdAt: int("created_at").notNull(),
  revokedAt: int("revoked_at"),
});

export const merchantKeys = sqliteTable("merchant_keys", {
  kid: text("kid").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  alg: text("alg").notNull(),
  jwk: text("jwk").notNull(),
  state: text("state").notNull(),
  scopes: text("scopes").notNull(),
  lastSignedAt: int("last_signed_at"),
  notBefore: int("not_before").notNull(),
  retireAt: int("retire_at"),
  createdAt: int("created_at").notNull(),
  version: int("version").notNull(),
});
