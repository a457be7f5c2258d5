import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const feeAgreements = sqliteTable("fee_agreements", {
  agreementId: text("agreement_id").primaryKey(),
  merchantNo: text("merchant_no").notNull(),
  fromDay: text("from_day").notNull(),
  feeClass: text("fee_class").notNull(),
  debitRate: int("debit_rate").notNull(),
  debitCap: int("debit_cap"),
  creditRate: int("credit_rate").notNull(),
  creditCap: int("credit_cap"),
  acquiredBy: text("acquired_by").notNull(),
  agreedAt: int("agreed_at").notNull(),
});
