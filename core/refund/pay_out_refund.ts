import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { ProposalId, RefundId } from "../id.ts";
import type { Result } from "../result.ts";
import { masked } from "../settlement/settlement_account.ts";
import type { Payout } from "../settlement_batch/settlement_batch.ts";
import type { SignedIn } from "../staff/session.ts";
import {
  byHere,
  changed,
  foundRefund,
  stepped,
  type StrandedRefundRefusal,
} from "./deliver_refund.ts";
import { openPayoutAccount } from "./payout_account.ts";
import { PAYOUT_RETURNED } from "./refund.ts";

type Decided = Promise<Result<readonly DomainEvent[], StrandedRefundRefusal>>;

/** What gives a refund that reached nobody to the bank, to the account that two people named; not committed. */
export async function sendingRefund(
  deps: Deps,
  { of: refundId, fen }: { readonly of: RefundId; readonly fen: number },
  { run, here }: { readonly run: ProposalId; readonly here: SignedIn },
): Decided {
  const found = await foundRefund(deps, refundId);
  if (!found.ok) return found;
  const { refund } = found.value;
  const account = await openPayoutAccount(deps.vault, refund);
  if (!account || refund.amount.fen !== fen) return changed(refundId);
  const payout: Payout = {
    payoutId: deps.newId("pyo"),
    settlementId: undefined,
    refundId,
    run,
    accountId: undefined,
    masked: masked(account),
    amount: refund.amount,
    state: "sent",
    sentAt: deps.now(),
    paidOn: undefined,
    reference: undefined,
    returnedBecause: undefined,
    returnedAs: undefined,
  };
  const signal = { type: "payout_sent", payoutId: payout.payoutId } as const;
  return stepped(deps, found.value, {
    type: "refund.payout_sent",
    signal,
    payout,
    by: byHere(here),
  });
}

interface Ended {
  readonly refundId: RefundId;
  /** As it is from now on. */
  readonly payout: Payout;
  readonly by: Actor;
}

/** That the bank has paid it, decided and not committed. */
export async function payingRefund(deps: Deps, { refundId, payout, by }: Ended): Decided {
  const found = await foundRefund(deps, refundId);
  if (!found.ok) return found;
  const { line = 0, because } = found.value.refund.stranded ?? {};
  return stepped(deps, found.value, {
    type: "refund.delivered",
    signal: { type: "paid_out", reference: payout.reference ?? "" },
    delivered: { way: "bank", line, isCleared: because === PAYOUT_RETURNED },
    payout,
    by,
  });
}

/** That the bank did not pay it, or gave back what it had paid: it waits for its payer again. Not committed. */
export async function returningRefund(
  deps: Deps,
  { refundId, payout, wasPaid, by }: Ended & { readonly wasPaid: boolean },
): Decided {
  const found = await foundRefund(deps, refundId);
  if (!found.ok) return found;
  return wasPaid
    ? stepped(deps, found.value, {
      type: "refund.undelivered",
      signal: { type: "payout_returned", at: deps.now() },
      payout,
      by,
    })
    : stepped(deps, found.value, {
      type: "refund.payout_refused",
      signal: { type: "payout_refused" },
      payout,
      by,
    });
}
