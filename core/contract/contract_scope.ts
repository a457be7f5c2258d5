import type { MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { isInForce, type SharingAgreement } from "../sharing/sharing_agreement.ts";
import type { BusinessDay } from "../time.ts";
import type { Contract } from "./contract.ts";

/**
 * Who may charge a contract, decided in this one place: the merchant number it belongs to; those below it that the
 * signed text named, while the agreement by which it named them is in force; and with fixed merchant numbers only those
 * [docs/contracts.md].
 */
export function contractScope(
  contract: Pick<Contract, "merchantNo" | "fixedMerchantNos" | "sharedWith" | "sharingAgreementId">,
  charger: Pick<Merchant, "merchantNo">,
  { sharing, today }: {
    readonly sharing: SharingAgreement | undefined;
    /** Of the contract's owner. */
    readonly today: BusinessDay;
  },
): boolean {
  const own = charger.merchantNo === contract.merchantNo;
  const named = contract.sharedWith.includes(charger.merchantNo) &&
    sharing?.agreementId === contract.sharingAgreementId && sharing !== undefined &&
    sharing.sharesContracts && isInForce(sharing, today);
  return (own || named) && mayCharge(contract.fixedMerchantNos, charger.merchantNo);
}

function mayCharge(fixed: readonly MerchantNo[], merchantNo: MerchantNo): boolean {
  return fixed.length === 0 || fixed.includes(merchantNo);
}
