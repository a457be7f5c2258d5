import type { ContractWithUse } from "../contract/contract_store.ts";
import type { DeductionId } from "../id.ts";
import { sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Deduction } from "./deduction.ts";
import type { NumberedDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";
import type { Deducted, DeductionRequest } from "./new_deduction.ts";

export interface DeductionNoReused {
  readonly code: "deduction_no_reused";
  readonly merchant_order_no: string;
  readonly deduction_id: DeductionId;
  /** The fields that differ from the deduction already under this number. */
  readonly differs: readonly string[];
}

/**
 * The same number with the same content is the same deduction, whatever has happened to its contract in the meantime.
 */
export function replayDeduction(
  request: DeductionRequest,
  { deduction }: NumberedDeduction,
  found: ContractWithUse | undefined,
): Result<Deducted, DeductionNoReused> {
  const differs = differences(deduction, request);
  if (differs.length > 0 || !found) {
    return rejected({
      code: "deduction_no_reused",
      merchant_order_no: request.merchantOrderNo,
      deduction_id: deduction.deductionId,
      differs,
    });
  }
  return ok({
    deduction,
    leftToday: leftOf(found.contract, found.usedToday),
    replayed: true,
    events: [],
  });
}

function differences(deduction: Deduction, request: DeductionRequest): readonly string[] {
  const same: Readonly<Record<string, boolean>> = {
    contract_id: deduction.contractId === request.contractId,
    amount: sameMoney(deduction.amount, request.amount),
    subject: deduction.subject === request.subject,
    settle_merchant_no: deduction.settleMerchantNo === request.settleMerchantNo,
  };
  return Object.keys(same).filter((field) => !same[field]);
}
