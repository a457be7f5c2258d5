import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const institution = sqliteTable("institution", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  phone: text("phone").notNull(),
  licence: text("licence").notNull(),
  version: int("version").notNull(),
});

export const legalTexts = sqliteTable("legal_texts", {
  kind: text("kind").notNull(),
  version: int("version").notNull(),
  firstDay: text("first_day").notNull(),
  zh: text("zh").notNull(),
  en: text("en").notNull(),
}, ({ kind, version }) => [primaryKey({ columns: [kind, version] })]);
