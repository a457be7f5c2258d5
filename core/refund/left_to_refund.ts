import { type Money, noMoney, subtract } from "../money.ts";

/** What can still be given back of what was paid: neither on its way back nor taken back by the channel. */
export function leftToRefund(
  { amount, refundReserved, chargedBack }: {
    readonly amount: Money;
    readonly refundReserved: Money;
    readonly chargedBack: Money;
  },
): Money {
  const left = subtract(subtract(amount, refundReserved), chargedBack);
  return left.fen < 0 ? noMoney : left;
}
