import type { MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Contract } from "./contract.ts";

/**
 * Who may charge a contract, in this one place: the merchant number it belongs to; its direct children when the
 * parent's agreement to share is recorded; and with fixed merchant numbers only those [chat on merchant numbers and
 * contracts, 2018].
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
