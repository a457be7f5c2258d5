import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Enterprise } from "./enterprise.ts";

export interface EnterpriseStore {
  byLicence(licenceNo: string): Query<Enterprise | undefined>;
  /** Whose number it is. */
  ofMerchant(merchantNo: MerchantNo): Query<Enterprise | undefined>;
}
