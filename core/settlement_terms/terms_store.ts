import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";
import type { SettlementTerms } from "./settlement_terms.ts";

export interface TermsStore {
  /** Which ones count for what was cleared on that day; undefined where nothing was agreed yet. */
  inForce(merchantNo: MerchantNo, on: BusinessDay): Query<SettlementTerms | undefined>;
  /** All of them, the latest first. */
  of(merchantNo: MerchantNo): Query<readonly SettlementTerms[]>;
}
