import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { SettlementAccount } from "./settlement_account.ts";

export interface SettlementStore {
  inForce(merchantNo: MerchantNo): Query<SettlementAccount | undefined>;
}
