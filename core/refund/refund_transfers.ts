import { givenBackBy, late, payable, refunding, returning } from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Fee } from "../fee/fee_of.ts";
import { returnedFeeTransfers } from "../fee/fee_transfers.ts";
import type { Refund } from "./refund.ts";

/** What was booked when the money came. */
const PAID_LINE = 1;
const PENDING_LINE = 1;
const END_LINE = 2;

/** From the request on the money is on its way back: pending. */
export function pendingTransfers(refund: Refund): readonly Transfer[] {
  const { code, whose, onItsWay } = sides(refund);
  return [{
    line: PENDING_LINE,
    code,
    phase: "pending",
    debit: whose,
    credit: onItsWay,
    amount: refund.amount,
    of: { subjectId: refund.of.deductionId ?? refund.of.paymentId, line: PAID_LINE },
  }];
}

/** The channel has given it back: posted, with what goes back of its fee. */
export function postedTransfers(refund: Refund, fee: Fee | undefined): readonly Transfer[] {
  const { channel, merchantNo, settleMerchantNo = merchantNo, of } = refund;
  const { code, onItsWay } = sides(refund);
  const paidId = of.deductionId ?? of.paymentId;
  return [
    { ...ended(refund), code, phase: "posts", debit: onItsWay, credit: givenBackBy(channel) },
    ...returnedFeeTransfers(fee, { channel, payee: payable(settleMerchantNo), paidId }),
  ];
}

/** The channel has refused, so it stays where it was: voided. */
export function voidedTransfers(refund: Refund): readonly Transfer[] {
  const { code, whose, onItsWay } = sides(refund);
  return [{ ...ended(refund), code, phase: "voids", debit: onItsWay, credit: whose }];
}

function ended({ refundId, amount }: Refund) {
  return { line: END_LINE, amount, of: { subjectId: refundId, line: PENDING_LINE } };
}

/** Out of whose money, and where it waits. */
function sides({ cause, channel, merchantNo, settleMerchantNo = merchantNo }: Refund) {
  return cause === "late_payment"
    ? { code: "late_refund", whose: late(channel), onItsWay: returning(channel) } as const
    : {
      code: "refund",
      whose: payable(settleMerchantNo),
      onItsWay: refunding(settleMerchantNo),
    } as const;
}
