import { owedBy, payable } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Chargeback } from "./chargeback.ts";
import { type Dispute, subjectOf } from "./dispute.ts";

/** What was booked when the money came. */
const PAID_LINE = 1;

/** The channel keeps what it took back out of what it owes, so the merchant number is owed as much less; or the other way. */
export function chargebackTransfers(dispute: Dispute, chargeback: Chargeback): readonly Transfer[] {
  const { channel, merchantNo, settleMerchantNo = merchantNo } = dispute;
  const { step: line, direction, amount } = chargeback;
  const payee = payable(settleMerchantNo);
  const taken = direction === "taken";
  return [{
    line,
    code: taken ? "chargeback" : "returned_chargeback",
    phase: "posted",
    debit: taken ? payee : owedBy(channel),
    credit: taken ? owedBy(channel) : payee,
    amount,
    of: { subjectId: subjectOf(dispute), line: PAID_LINE },
  }];
}
