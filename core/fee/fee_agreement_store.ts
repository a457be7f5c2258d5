import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";
import type { FeeAgreement } from "./fee_agreement.ts";

export interface FeeAgreementStore {
  /** Which one counts on that day; undefined where nothing was agreed yet. */
  inForce(merchantNo: MerchantNo, on: BusinessDay): Query<FeeAgreement | undefined>;
}
