import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const credentials = sqliteTable("gateway_credentials", {
  name: text("name").primaryKey(),
  mode: text("mode").notNull(),
  gatewayUrl: text("gateway_url").notNull(),
  roots: text("roots").notNull(),
  sealedKeys: text("sealed_keys").notNull(),
  version: int("version").notNull(),
  endsAt: int("ends_at"),
});

export const connections = sqliteTable("connections", {
  merchantNo: text("merchant_no").primaryKey(),
  credential: text("credential").notNull(),
  merId: text("mer_id").notNull(),
  access: text("access").notNull(),
  openApp: text("open_app"),
  tokenRequestor: text("token_requestor"),
});
