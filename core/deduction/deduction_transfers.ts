import { owedBy, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Deduction } from "./deduction.ts";

/** A deduction's success: money for the number that it is settled at. */
export function deductionTransfers(
  { channel, amount, merchantNo, settleMerchantNo }: Deduction,
): readonly Transfer[] {
  return [{
    line: 1,
    code: "deduction",
    phase: "posted",
    debit: owedBy(channel),
    credit: payable(settleMerchantNo ?? merchantNo),
    amount,
  }];
}
