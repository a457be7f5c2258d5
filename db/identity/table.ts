import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

// By whom and as what people are known.

export const identities = sqliteTable("identities", {
  issuer: text("issuer").notNull(),
  subject: text("subject").notNull(),
  consumerId: text("consumer_id").notNull(),
  createdAt: int("created_at").notNull(),
  sealedPhone: text("sealed_phone"),
  provedAt: int("proved_at"),
});
