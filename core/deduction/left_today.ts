import type { Contract } from "../contract/contract.ts";
import { add, type Money, noMoney, subtract } from "../money.ts";
import type { Deduction } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";

/** What is left of the day's limit, never below zero: late money counts too, and may exceed it. */
export function leftOf(contract: Pick<Contract, "perDayLimit">, used: Money): Money {
  const left = subtract(contract.perDayLimit, used);
  return left.fen < 0 ? noMoney : left;
}

/** Today's use once the deduction is `next`; a deduction of another day does not change it. */
export function usedAfter({ deduction, today, usedToday }: FoundDeduction, next: Deduction): Money {
  if (deduction.day !== today || counts(deduction) === counts(next)) return usedToday;
  return counts(next) ? add(usedToday, deduction.amount) : subtract(usedToday, deduction.amount);
}

function counts({ state }: Deduction): boolean {
  return state !== "failed";
}
