import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const consumerConsents = sqliteTable("consumer_consents", {
  consumerId: text("consumer_id").notNull(),
  kind: text("kind").notNull(),
  version: int("version").notNull(),
  agreedAt: int("agreed_at").notNull(),
}, ({ consumerId, kind, version }) => [primaryKey({ columns: [consumerId, kind, version] })]);
