import type { EnterpriseId, MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Query } from "../query.ts";
import type { Enterprise } from "./enterprise.ts";

export interface EnterpriseStore {
  byLicence(licenceNo: string): Query<Enterprise | undefined>;
  byId(enterpriseId: EnterpriseId): Query<Enterprise | undefined>;
  activeNumbers(enterpriseId: EnterpriseId, max: number): Query<readonly Merchant[]>;
  /** Whose number it is. */
  ofMerchant(merchantNo: MerchantNo): Query<Enterprise | undefined>;
}
