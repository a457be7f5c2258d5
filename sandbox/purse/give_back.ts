import { retryOnConflict } from "../../core/conflict.ts";
import { cny, noMoney } from "../../core/money.ts";
import { magicRefundOf } from "../bank/magic.ts";
import { newTxnNo } from "../bank/write_at_bank.ts";
import { purseStore } from "../tables/purses.ts";
import { write } from "./debit.ts";
import type { PurseRefund } from "../bank/purse.ts";
import type { PurseDeps } from "./purse_deps.ts";

type KnownRefund = Omit<PurseRefund, "debit"> & { readonly txnNo?: string | undefined };

export interface RefundAsked {
  readonly number: string;
  readonly debit_txn_no: string;
  readonly amount: number;
}

/** Gives back once by its number, never more than was taken; undefined is an answer that is lost. */
export async function giveBack(
  deps: PurseDeps,
  { number, debit_txn_no, amount: fen }: RefundAsked,
): Promise<KnownRefund | undefined> {
  const amount = cny(fen);
  const magic = magicRefundOf(amount);
  if (magic === "never_answers") return undefined;
  const kept = await retryOnConflict(async () => {
    const [known, debit] = await deps.load(
      purseStore.refund(number),
      purseStore.debitByTxnNo(debit_txn_no),
    );
    if (known) return known;
    const covered = debit?.state === "paid" && debit.refunded.fen + fen <= debit.amount.fen;
    const refund: PurseRefund = covered && magic !== "refused"
      ? { number, amount, state: "returned", txnNo: newTxnNo(deps), debit }
      : { number, amount, state: "refused" };
    await write(deps, purseStore.keepRefund(refund));
    return refund;
  });
  return magic === "returned_but_answer_lost" ? undefined : kept;
}

/** What became of it. What has not come by now is refused if it does. */
export function refundByNo(deps: PurseDeps, number: string): Promise<KnownRefund> {
  return retryOnConflict(async () => {
    const [known] = await deps.load(purseStore.refund(number));
    if (known) return known;
    const closed = { number, amount: noMoney, state: "closed" } as const;
    await write(deps, purseStore.keepRefund(closed));
    return closed;
  });
}
