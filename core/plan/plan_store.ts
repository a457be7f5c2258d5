import type { MerchantNo, PlanId } from "../id.ts";
import type { Filters, Listing, Stretch } from "../listing.ts";
import type { Caller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Query } from "../query.ts";
import type { Plan } from "./plan.ts";

/** A plan's latest version, with the version that can be signed now. */
export interface ListedPlan {
  readonly plan: Plan;
  readonly approvedVersion: number | undefined;
}

/** Reads of plans; each is a query for `load`. */
export interface PlanStore {
  /** The latest version of the caller's own plan. */
  latest(caller: Caller, planId: PlanId): Query<Plan | undefined>;
  /** The latest version, of any merchant: for operators. */
  latestById(planId: PlanId): Query<Plan | undefined>;
  /** The version that can be signed now; there is at most one. */
  approved(planId: PlanId): Query<Plan | undefined>;
  /** One version, in any state: what a signing or a contract was made from. */
  version(planId: PlanId, version: number): Query<Plan | undefined>;
  /** Every version of the caller's own plan, the newest first. */
  versions(caller: Caller, planId: PlanId): Query<readonly Plan[]>;
  /** The caller's plans in their latest version. */
  list(caller: Caller, page: Listing, filters: Filters<"state">): Query<readonly ListedPlan[]>;
  search(
    caller: Caller,
    page: Listing,
    filters: Filters<"plan_id" | "kind" | "state">,
  ): Stretch<ListedPlan>;
  /** The merchant number a plan belongs to. */
  owner(planId: PlanId): Query<Merchant | undefined>;
  /** The caller's applications under review, newest first. */
  submitted(caller: Caller): Query<readonly Plan[]>;
  /** Those of the given numbers that could charge the caller's contracts: its own and those below it. */
  chargers(caller: Caller, merchantNos: readonly MerchantNo[]): Query<readonly MerchantNo[]>;
}
