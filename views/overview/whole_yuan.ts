import { cny, type Money } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";

/** `¥1,234`, rounded down: what a mark of a plot has room for. The table has the fen. */
export function wholeYuan({ fen }: Money): string {
  return formatMoney(cny(fen - fen % 100)).replace(/\.00$/, "");
}
