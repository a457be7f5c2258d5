import type { MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Contract } from "./contract.ts";

/**
 * Who may charge a contract, decided in this one place: the merchant number it belongs to; its direct children once
 * the parent's consent to share is recorded; and with fixed merchant numbers only those [docs/contracts.md].
 */
export function contractScope(
  contract: Pick<Contract, "merchantNo" | "fixedMerchantNos">,
  owner: Pick<Merchant, "merchantNo" | "sharesContracts">,
  charger: Pick<Merchant, "merchantNo" | "parentNo">,
): boolean {
  const own = charger.merchantNo === contract.merchantNo;
  const sharedChild = charger.parentNo === contract.merchantNo && owner.sharesContracts;
  return (own || sharedChild) && mayCharge(contract.fixedMerchantNos, charger.merchantNo);
}

function mayCharge(fixed: readonly MerchantNo[], merchantNo: MerchantNo): boolean {
  return fixed.length === 0 || fixed.includes(merchantNo);
}
