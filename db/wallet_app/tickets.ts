import { sql } from "drizzle-orm";
import type { WalletTicketStore } from "../../core/wallet_app/wallet_app.ts";
import { build, prepare } from "../engine/statement.ts";
import { walletTickets } from "./table.ts";

const at = sql.placeholder;

const insert = prepare(
  build.insert(walletTickets).values({
    wallet: at("wallet"),
    jti: at("jti"),
    expiresAt: at("expiresAt"),
  }),
);
const sweep = prepare(
  build.delete(walletTickets).where(sql`(wallet, jti) in (
    select wallet, jti from wallet_tickets where expires_at <= ${at("now")} limit 50)`),
);

export const walletTicketStore: WalletTicketStore = {
  use: (ticket, now) => ({
    statements: [insert({ ...ticket }), sweep({ now })],
    locks: [`wallet ticket ${ticket.wallet} ${ticket.jti}`],
  }),
};
