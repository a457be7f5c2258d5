import { owedBy, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Chargeback } from "./chargeback.ts";
import { type Dispute, subjectOf } from "./dispute.ts";

/** What was booked when the money came. */
const PAID_LINE = 1;

/** And where what comes back of its fee stands, after as many steps as there may be. */
const FEE_LINES = 1_000;

/**
 * The channel keeps what it took back out of what it owes, so the merchant number is owed as much less, but for the fee
 * that comes back with it; or the other way.
 */
export function chargebackTransfers(dispute: Dispute, chargeback: Chargeback): readonly Transfer[] {
  const { channel, merchantNo, settleMerchantNo = merchantNo } = dispute;
  const { step, direction, amount, fee } = chargeback;
  const payee = payable(settleMerchantNo);
  const common = {
    phase: "posted",
    of: { subjectId: subjectOf(dispute), line: PAID_LINE },
  } as const;
  const taken = { debit: payee, credit: owedBy(channel) };
  const given = { debit: owedBy(channel), credit: payee };
  const [money, back] = direction === "taken" ? [taken, given] : [given, taken];
  const code = direction === "taken" ? "chargeback" : "returned_chargeback";
  return [
    { ...common, ...money, line: step, code, amount },
    ...(fee.fen === 0 ? [] : [{
      ...common,
      ...back,
      line: FEE_LINES + step,
      code: `${code}_fee` as const,
      amount: fee,
    }]),
  ];
}
