import { eq, sql } from "drizzle-orm";
import type { SettlementAccount } from "../../core/settlement/settlement_account.ts";
import type { SettlementEvent } from "../../core/settlement/settlement_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementAccounts } from "./table.ts";

export const settlementChanges = {
  "settlement_account.set": ({ account }) => [insert(row(account))],
  "settlement_account.replaced": ({ account }) => [replace(row(account))],
} satisfies Changes<SettlementEvent>;

function row(account: SettlementAccount) {
  const { bank, lastFour, holder: maskedHolder } = account.masked;
  return { ...account, bank, lastFour, maskedHolder };
}

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof row>>(
  build.insert(settlementAccounts).values({
    accountId: at("accountId"),
    merchantNo: at("merchantNo"),
    bank: at("bank"),
    lastFour: at("lastFour"),
    maskedHolder: at("maskedHolder"),
    accountDigest: at("accountDigest"),
    sealed: at("sealed"),
    state: at("state"),
    inForceFrom: at("inForceFrom"),
    version: at("version"),
  }),
);

const replace = prepare<ReturnType<typeof row>>(
  build.update(settlementAccounts).set({
    state: sql`${at("state")}`,
    version: sql`${at("version")}`,
  }).where(eq(settlementAccounts.accountId, at("accountId"))),
);
