import { type Contract, endOf } from "../contract/contract.ts";
import type { Deduction } from "../deduction/deduction.ts";
import type { EventBody } from "../event.ts";
import type { ArrearId, RefundId } from "../id.ts";
import { advance as advanceOrder } from "../order/order.ts";
import { newRefund } from "../refund/new_refund.ts";
import type { Instant } from "../time.ts";
import { advance } from "./arrear.ts";
import type { Debt } from "./debt.ts";
import { openArrear } from "./open_arrear.ts";

/**
 * What follows from the result of a charge for what is owed, in the same commit: a failure opens an arrear or leads to
 * the next retry, a success settles it, and a success of what was paid already goes back.
 */
export function followDeduction(
  { deduction, contract, debt }: {
    /** With its result. */
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly debt: Debt | undefined;
  },
  given: { readonly at: Instant; readonly arrearId: ArrearId; readonly refundId: RefundId },
): readonly EventBody[] {
  if (deduction.state === "failed") {
    if (debt) return retryFailed(debt, deduction, contract);
    const arrear = openArrear(deduction, contract, given);
    return arrear ? [{ type: "arrear.opened", arrear }] : [];
  }
  if (deduction.state !== "succeeded" || !debt) return [];
  const { deductionId, settleMerchantNo, amount } = deduction;
  const by = deduction.arrearId === undefined ? "charge" : "retry";
  const settled = advance(debt.arrear, {
    type: "settled",
    at: given.at,
    settledBy: { by, deductionId },
  });
  if (!settled.ok) {
    const refund = newRefund(
      {
        refundId: given.refundId,
        settleMerchantNo,
        // The number is ours, so it can be asked only once.
        merchantRefundNo: `arrear-${deductionId}`,
        amount,
        reason: "Already paid",
        cause: "merchant",
      },
      deduction,
      given.at,
    );
    return [{ type: "refund.requested", refund }];
  }
  return [...closed(debt, given.at), { type: "arrear.settled", arrear: settled.value }];
}

function retryFailed(
  { arrear }: Debt,
  { deductionId }: Deduction,
  contract: Contract,
): readonly EventBody[] {
  if (arrear.state !== "owed" || arrear.retrying !== deductionId) return [];
  const next = advance(arrear, {
    type: "retry_failed",
    retriesEnd: endOf(contract) && "contract_ended",
  });
  return next.ok ? [{ type: "arrear.retry_failed", arrear: next.value }] : [];
}

/** Its order can't be paid any more; money already on its way then arrives too late and is refunded. */
export function closed({ repayment }: Debt, at: Instant): readonly EventBody[] {
  const order = repayment && advanceOrder(repayment.order, { type: "closed", at });
  if (!repayment || !order?.ok) return [];
  return [{ type: "order.closed", order: order.value, late: repayment.late }];
}
