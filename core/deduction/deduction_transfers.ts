import { owedBy, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Fee } from "../fee/fee_of.ts";
import { feeTransfers } from "../fee/fee_transfers.ts";
import type { Deduction } from "./deduction.ts";

/** A deduction's success: money for the number that it is settled at. */
export function deductionTransfers(
  { channel, amount, merchantNo, settleMerchantNo }: Deduction,
  fee: Fee | undefined,
): readonly Transfer[] {
  const payee = payable(settleMerchantNo ?? merchantNo);
  const charged: Transfer = {
    line: 1,
    code: "deduction",
    phase: "posted",
    debit: owedBy(channel),
    credit: payee,
    amount,
  };
  return [charged, ...feeTransfers(fee, { channel, payee })];
}
