import type { Fee } from "../fee/fee_of.ts";
import { feeParts } from "../fee/tariff.ts";
import { add, noMoney } from "../money.ts";
import type { Sums } from "./statement.ts";
import type { BookedLine } from "./statement_line.ts";

/** Together: who gets how much. */
export function plusParts(a: Fee["parts"], b: Fee["parts"]): Fee["parts"] {
  const both = feeParts.map((part) => [part, add(a[part], b[part])] as const);
  return Object.fromEntries(both) as Fee["parts"];
}

export const noSums: Sums = { lines: 0, amount: noMoney, fee: noMoney, net: noMoney };

export function plus(sums: Sums, { amount, fee, net }: Pick<BookedLine, "amount" | "fee" | "net">) {
  return {
    lines: sums.lines + 1,
    amount: add(sums.amount, amount),
    fee: add(sums.fee, fee.total),
    net: add(sums.net, net),
  };
}
