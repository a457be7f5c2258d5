import { type Contract, endOf } from "../contract/contract.ts";
import type { Deduction } from "../deduction/deduction.ts";
import type { ArrearId } from "../id.ts";
import { after, days, type Instant } from "../time.ts";
import type { OwedArrear } from "./arrear.ts";

/**
 * What is owed once this charge has failed; undefined where nothing is: it failed for another reason, it was a retry, or
 * the contract does not say so. `at` is on the merchant's clock.
 */
export function openArrear(
  deduction: Deduction,
  contract: Contract,
  { arrearId, at }: { readonly arrearId: ArrearId; readonly at: Instant },
): OwedArrear | undefined {
  const { deductionId, contractId, merchantNo, merchantOrderNo } = deduction;
  const { settleMerchantNo, amount, subject } = deduction;
  const { arrearRetryDays, expiresAt } = contract;
  if (deduction.state !== "failed" || deduction.reason !== "insufficient_funds") return undefined;
  if (deduction.arrearId !== undefined || arrearRetryDays === undefined) return undefined;
  const times = arrearRetryDays.map((each) => after(at, days(each)));
  const retryTimes = times.filter((each) => expiresAt === undefined || each < expiresAt);
  return {
    arrearId,
    deductionId,
    contractId,
    merchantNo,
    merchantOrderNo,
    settleMerchantNo,
    amount,
    subject,
    openedAt: at,
    retryTimes,
    retriesPassed: 0,
    orderId: undefined,
    version: 1,
    state: "owed",
    retrying: undefined,
    retriesEnd: endOf(contract) || retryTimes.length === 0 ? "contract_ended" : undefined,
  };
}
