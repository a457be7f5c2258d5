import { and, eq, sql } from "drizzle-orm";
import type { MerchantNo, SettlementAccountId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import type { SettlementAccount } from "../../core/settlement/settlement_account.ts";
import type { SettlementStore } from "../../core/settlement/settlement_store.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { settlementAccounts } from "./table.ts";

export function readAccount(row: Row, prefix = ""): SettlementAccount {
  const columns = new Columns(row, prefix);
  return {
    accountId: columns.text("account_id") as SettlementAccountId,
    merchantNo: columns.text("merchant_no") as MerchantNo,
    masked: {
      bank: columns.text("bank"),
      lastFour: columns.text("last_four"),
      holder: columns.text("masked_holder"),
    },
    accountDigest: columns.textOrNone("account_digest"),
    sealed: columns.text("sealed"),
    state: columns.text("state") as SettlementAccount["state"],
    inForceFrom: instant(columns.int("in_force_from")),
    version: columns.int("version"),
  };
}

const row = pack([settlementAccounts, ""]);
const inForce = prepare(
  build.select(row.fields).from(settlementAccounts).where(and(
    eq(settlementAccounts.merchantNo, sql.placeholder("merchantNo")),
    eq(settlementAccounts.state, sql`'in_force'`),
  )),
);

export const settlementStore: SettlementStore = {
  inForce: (merchantNo) => first(row, inForce({ merchantNo }), (found) => readAccount(found)),
};
