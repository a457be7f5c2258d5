import { byStaff } from "../actor.ts";
import { recordLook } from "../audit/record_look.ts";
import type { Deps } from "../deps.ts";
import type { ProposalId } from "../id.ts";
import { type BankAccount, openAccount } from "../settlement/settlement_account.ts";
import { openPayoutAccount } from "../refund/payout_account.ts";
import type { Vault } from "../secret/vault.ts";
import type { SignedIn } from "../staff/session.ts";
import type { PaidRun } from "./batch_store.ts";

/** What the bank is to pay, and to whom. */
export type Payment = PaidRun & { readonly to: BankAccount };

/** What of a run still waits for the bank, with whole account numbers, which is a look that is recorded first. */
export async function paymentFile(
  deps: Deps,
  run: ProposalId,
  { staff: { staffId } }: SignedIn,
): Promise<readonly Payment[]> {
  const [found] = await deps.load(deps.settlementBatches.ofRun(run));
  const waiting = found.filter(({ payout }) => payout.state === "sent");
  if (waiting.length === 0) return [];
  await recordLook(deps, {
    by: byStaff(staffId),
    of: run,
    fields: ["account_no", "account_holder"],
    reason: "payment file",
  });
  const opened = await Promise.all(waiting.map(async (each) => {
    const to = await openPaid(deps.vault, each);
    return to ? [{ ...each, to }] : [];
  }));
  return opened.flat();
}

/** The whole account that a payout goes to; undefined where it is not kept any more. */
export function openPaid(
  vault: Pick<Vault, "open">,
  paid: PaidRun,
): Promise<BankAccount | undefined> {
  return paid.batch ? openAccount(vault, paid.account) : openPayoutAccount(vault, paid.refund);
}
