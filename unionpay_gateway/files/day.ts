import { stamp } from "../beijing_time.ts";
import { cardOf, masked } from "../cards.ts";
import type { Context, Merchant } from "../context.ts";
import { amountOf, type Transaction } from "../world.ts";

/** One line of a day's files, whatever their layout. */
export interface Line {
  readonly type: "payment" | "refund" | "void";
  readonly transaction: Transaction;
  /** What it gives back. */
  readonly original: Transaction | undefined;
  readonly amount: number;
  readonly fee: number;
  readonly card: string;
  readonly cardType: string;
  readonly traceTime: string;
}

/** What cleared on this day (YYYYMMDD) for this number, in the order in which it came. */
export function linesOf({ world }: Context, merchant: Merchant, day: string): readonly Line[] {
  return world.transactions
    .filter(({ asked, settleDate, stage }) =>
      asked["merId"] === merchant.merId && settleDate === day && asked["txnAmt"] !== undefined &&
      (stage === "succeeded" || stage === "voided")
    )
    .map((transaction) => {
      const { kind, asked } = transaction;
      const original = world.transactions.find(({ queryId }) => queryId === asked["origQryId"]);
      const card = cardOf((original ?? transaction).card);
      const amount = amountOf(transaction);
      return {
        type: kind === "refund" || kind === "void" ? kind : "payment",
        transaction,
        original,
        amount,
        // Half a fen is rounded up; of a refund its share comes back.
        fee: Math.round(amount * merchant.feeBasisPoints / 10_000),
        card: card ? masked(card) : "",
        cardType: card?.type ?? "01",
        traceTime: stamp(transaction.at).slice(4),
      };
    });
}
