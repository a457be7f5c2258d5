import type { ContractWithUse } from "../contract/contract_store.ts";
import { sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Deduct, Deducted, DeductRefusal } from "./deduct.ts";
import type { Deduction } from "./deduction.ts";
import type { NumberedDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";

/**
 * The same number with the same content is the same deduction, whatever has happened to its contract in the meantime.
 */
export function replayDeduction(
  command: Deduct,
  { deduction }: NumberedDeduction,
  found: ContractWithUse | undefined,
): Result<Deducted, DeductRefusal> {
  const differs = differences(deduction, command);
  if (differs.length > 0 || !found) {
    return rejected({
      code: "deduction_no_reused",
      merchant_order_no: command.merchantOrderNo,
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

function differences(deduction: Deduction, command: Deduct): readonly string[] {
  const same: Readonly<Record<string, boolean>> = {
    contract_id: deduction.contractId === command.contractId,
    amount: sameMoney(deduction.amount, command.amount),
    subject: deduction.subject === command.subject,
    settle_merchant_no: deduction.settleMerchantNo === command.settleMerchantNo,
  };
  return Object.keys(same).filter((field) => !same[field]);
}
