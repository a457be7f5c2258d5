import type { MerchantNo } from "../id.ts";

/** A parent gets only its own children's events. */
export type NotInFamily = {
  readonly code: "merchant_not_in_family";
  readonly merchant_no: MerchantNo;
};

/** The first of `merchantNos` that is neither the caller's nor one of its children's. */
export function notInFamily(
  merchantNos: readonly MerchantNo[],
  family: readonly MerchantNo[],
): NotInFamily | undefined {
  const stranger = merchantNos.find((each) => !family.includes(each));
  return stranger === undefined
    ? undefined
    : { code: "merchant_not_in_family", merchant_no: stranger };
}
