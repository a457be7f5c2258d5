import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const sharingAgreements = sqliteTable("sharing_agreements", {
  agreementId: text("agreement_id").primaryKey(),
  agreementNo: text("agreement_no").notNull(),
  parentNo: text("parent_no").notNull(),
  covers: text("covers").notNull(),
  firstDay: text("first_day").notNull(),
  lastDay: text("last_day").notNull(),
  sharesContracts: int("shares_contracts").notNull(),
  parentMay: text("parent_may").notNull(),
  state: text("state").notNull(),
  agreedAt: int("agreed_at").notNull(),
  version: int("version").notNull(),
});
