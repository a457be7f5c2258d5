import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { int } from "../engine/int.ts";

export const walletTickets = sqliteTable("wallet_tickets", {
  wallet: text("wallet").notNull(),
  jti: text("jti").notNull(),
  expiresAt: int("expires_at").notNull(),
}, ({ wallet, jti }) => [primaryKey({ columns: [wallet, jti] })]);
