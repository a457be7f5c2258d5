import {
  givenBackBy,
  inTransit,
  late,
  owedBy,
  payable,
  refunding,
  reserve,
  returning,
  unclaimed,
} from "../book/account.ts";
import type { Transfer } from "../book/transfer.ts";
import type { Fee } from "../fee/fee_of.ts";
import { returnedFeeTransfers } from "../fee/fee_transfers.ts";
import { type Refund, refundedId } from "./refund.ts";
import type { Delivered } from "./refund_events.ts";

/** What was booked when the money came. */
const PAID_LINE = 1;
const PENDING_LINE = 1;
const END_LINE = 2;
/** Of what was stranded, and delivered later. */
const DELIVERED_LINES = 2_000;
const CLEARED_LINES = 3_000;

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
    of: { subjectId: refundedId(refund), line: PAID_LINE },
  }];
}

/** The channel has given it back: posted, with what goes back of its fee. */
export function postedTransfers(refund: Refund, fee: Fee | undefined): readonly Transfer[] {
  const { channel, merchantNo, settleMerchantNo = merchantNo } = refund;
  const { code, onItsWay } = sides(refund);
  const paidId = refundedId(refund);
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

/** Nobody has received it: the channel has it again, and it is the payer's, pending. */
export function strandedTransfers(refund: Refund): readonly Transfer[] {
  const { refundId, channel, amount, stranded } = refund;
  if (!stranded) throw new TypeError(`Cannot book ${refundId}: it has reached somebody`);
  return [{
    line: stranded.line,
    code: "undelivered_refund",
    phase: "pending",
    debit: owedBy(channel),
    credit: unclaimed(channel),
    amount,
    of: { subjectId: refundId, line: END_LINE },
  }];
}

/** Our bank has given back what it had paid: it is in the reserve again, and the payer's, pending. */
export function payoutReturnedTransfers(refund: Refund): readonly Transfer[] {
  const { refundId, channel, amount, stranded, version } = refund;
  if (!stranded) throw new TypeError(`Cannot book ${refundId}: it has reached somebody`);
  return [{
    line: stranded.line,
    code: "undelivered_refund_return",
    phase: "pending",
    debit: reserve,
    credit: unclaimed(channel),
    amount,
    of: { subjectId: refundId, line: DELIVERED_LINES + version - 1 },
  }];
}

/**
 * Delivered after all: by the channel, which then owes it no more, or out of the reserve, to which the channel pays it with
 * the rest.
 */
export function deliveredTransfers(
  { refundId, channel, amount, version }: Refund,
  { way, line, isCleared = false }: Delivered,
): readonly Transfer[] {
  const code = "undelivered_refund" as const;
  const ends = { code, debit: unclaimed(channel), amount, of: { subjectId: refundId, line } };
  const first = DELIVERED_LINES + version;
  if (way === "channel") {
    return [{ ...ends, line: first, phase: "voids", credit: owedBy(channel) }];
  }
  const paid: Transfer = { ...ends, line: first, phase: "posts", credit: reserve };
  if (isCleared) return [paid];
  return [
    paid,
    {
      line: CLEARED_LINES + version,
      code: "clearing",
      phase: "posted",
      debit: inTransit(channel),
      credit: owedBy(channel),
      amount,
    },
  ];
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
