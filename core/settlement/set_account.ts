import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";
import {
  type BankAccount,
  digestAccount,
  masked,
  sealAccount,
  type SettlementAccount,
} from "./settlement_account.ts";

/** What puts `account` in force, in the place of the `previous` one. */
export async function setAccount(
  deps: Pick<Deps, "newId" | "vault">,
  { merchantNo, account, previous }: {
    readonly merchantNo: MerchantNo;
    readonly account: BankAccount;
    readonly previous: SettlementAccount | undefined;
  },
  { at, by }: { readonly at: Instant; readonly by: Actor },
): Promise<readonly DomainEvent[]> {
  const accountId = deps.newId("sac");
  const set: DomainEvent = {
    type: "settlement_account.set",
    account: {
      accountId,
      merchantNo,
      masked: masked(account),
      accountDigest: await digestAccount(deps.vault, account),
      sealed: await sealAccount(deps.vault, accountId, account),
      state: "in_force",
      inForceFrom: at,
      version: 1,
    },
    eventId: deps.newId("evt"),
    at,
    by,
  };
  if (!previous) return [set];
  const replaced: SettlementAccount = {
    ...previous,
    state: "replaced",
    version: previous.version + 1,
  };
  const type = "settlement_account.replaced";
  return [{ type, account: replaced, eventId: deps.newId("evt"), at, by }, set];
}
