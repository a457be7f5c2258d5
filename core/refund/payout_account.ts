import type { Vault } from "../secret/vault.ts";
import type { BankAccount } from "../settlement/settlement_account.ts";
import type { Refund } from "./refund.ts";

/** Where a payout's account is stored: it opens nowhere else. */
export const payoutContext = (refundId: string) => `refunds.sealed_payout_account.${refundId}`;

/** To which account two people decided to pay what reached nobody; undefined where they did not. */
export async function openPayoutAccount(
  vault: Pick<Vault, "open">,
  { refundId, stranded }: Pick<Refund, "refundId" | "stranded">,
): Promise<BankAccount | undefined> {
  return stranded?.payout === undefined
    ? undefined
    : JSON.parse(await vault.open(stranded.payout, payoutContext(refundId)));
}
