import type { EnterpriseId, MerchantNo } from "../id.ts";

/** Which merchant numbers are listed. */
export type MerchantsOf =
  /** Every one, the newest first. */
  | { readonly type: "all" }
  /** Whose name begins with this, by name. */
  | { readonly type: "name"; readonly prefix: string }
  | { readonly type: "enterprise"; readonly enterpriseId: EnterpriseId }
  /** Directly below this one. */
  | { readonly type: "parent"; readonly parentNo: MerchantNo };

export interface MerchantPage {
  readonly of: MerchantsOf;
  /** The last one of the page before. */
  readonly past: MerchantNo | undefined;
  readonly max: number;
}
