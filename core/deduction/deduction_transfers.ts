import { advancedBy, advancesAt, owedBy, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Fee } from "../fee/fee_of.ts";
import { feeTransfers } from "../fee/fee_transfers.ts";
import type { Deduction } from "./deduction.ts";
import type { AdvanceEnd, AdvanceWay } from "./network_advance.ts";

/** After the money and its fee. */
const ADVANCE_LINE = 7;
const ADVANCE_END_LINE = 8;

/**
 * A deduction's success: money for the number that it is settled at, whoever it came from. What the network advanced is
 * its own claim on the payer, which is pending until it ends.
 */
export function deductionTransfers(
  deduction: Deduction,
  fee: Fee | undefined,
): readonly Transfer[] {
  const { channel, amount, merchantNo, settleMerchantNo } = deduction;
  const advanced: readonly Transfer[] = deduction.state === "succeeded" && deduction.advance
    ? [{
      line: ADVANCE_LINE,
      code: "advance",
      phase: "pending",
      debit: advancesAt(channel),
      credit: advancedBy(channel),
      amount,
    }]
    : [];
  const payee = payable(settleMerchantNo ?? merchantNo);
  const charged: Transfer = {
    line: 1,
    code: "deduction",
    phase: "posted",
    debit: owedBy(channel),
    credit: payee,
    amount,
  };
  return [charged, ...feeTransfers(fee, { channel, payee }), ...advanced];
}

/** The network has been repaid: posted. Or it has lost it, or has it from the merchant: voided. By whose word, its code says. */
export function advanceEndTransfers(
  { deductionId, channel, amount }: Deduction,
  { end, way }: { readonly end: AdvanceEnd; readonly way: AdvanceWay | undefined },
): readonly Transfer[] {
  return [{
    line: ADVANCE_END_LINE,
    code: `advance_${way ?? end}`,
    phase: end === "repaid" ? "posts" : "voids",
    debit: advancedBy(channel),
    credit: advancesAt(channel),
    amount,
    of: { subjectId: deductionId, line: ADVANCE_LINE },
  }];
}
