import { cny, type Money, noMoney, subtract } from "../money.ts";

interface Given<Id> {
  readonly id: Id;
  readonly amount: Money;
}

export interface Share<L, O> {
  readonly line: L;
  readonly order: O;
  readonly amount: Money;
}

/**
 * Pays each order in full from the lines in their order; what is over stays with the last lines. Undefined when they do
 * not come to as much.
 */
export function distribute<L, O>(
  lines: readonly Given<L>[],
  orders: readonly Given<O>[],
): readonly Share<L, O>[] | undefined {
  const left = lines.map((each) => ({ ...each }));
  const shares: Share<L, O>[] = [];
  for (const { id: order, amount } of orders) {
    let wanted = amount;
    for (const line of left) {
      const part = cny(Math.min(line.amount.fen, wanted.fen));
      if (part.fen === 0) continue;
      shares.push({ line: line.id, order, amount: part });
      line.amount = subtract(line.amount, part);
      wanted = subtract(wanted, part);
    }
    if (wanted.fen !== noMoney.fen) return undefined;
  }
  return shares;
}
