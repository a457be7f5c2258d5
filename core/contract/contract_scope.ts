import type { MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Contract } from "./contract.ts";

/**
 * Who may charge a contract, decided in this one place: the merchant number it belongs to; those of its direct children
 * that the signed text named, as long as the parent's consent to share stands; and with fixed merchant numbers only
 * those [docs/contracts.md].
 */
export function contractScope(
  contract: Pick<Contract, "merchantNo" | "fixedMerchantNos" | "sharedWith">,
  owner: Pick<Merchant, "merchantNo" | "sharesContracts">,
  charger: Pick<Merchant, "merchantNo" | "parentNo">,
): boolean {
  const own = charger.merchantNo === contract.merchantNo;
  const sharedChild = charger.parentNo === contract.merchantNo && owner.sharesContracts &&
    contract.sharedWith.includes(charger.merchantNo);
  return (own || sharedChild) && mayCharge(contract.fixedMerchantNos, charger.merchantNo);
}

function mayCharge(fixed: readonly MerchantNo[], merchantNo: MerchantNo): boolean {
  return fixed.length === 0 || fixed.includes(merchantNo);
}
