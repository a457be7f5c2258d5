import type { HoldId, MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Hold } from "./hold.ts";

export interface HoldStore {
  inForce(merchantNo: MerchantNo): Query<Hold | undefined>;
  byId(holdId: HoldId): Query<Hold | undefined>;
  /** The latest first. */
  of(merchantNo: MerchantNo): Query<readonly Hold[]>;
  /** All that are in force, after `past`. */
  list(past: string, max: number): Query<readonly Hold[]>;
}
