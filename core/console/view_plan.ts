import type { Deps } from "../deps.ts";
import type { PlanId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Plan } from "../plan/plan.ts";
import { openPeople, type PlanPeople } from "../plan/seal_people.ts";
import { historyOf, type Step } from "./history.ts";

export interface PlanView {
  readonly merchant: Merchant;
  readonly latest: Plan;
  /** Every version, the newest first. */
  readonly versions: readonly Plan[];
  /** Of the latest version. */
  readonly people: PlanPeople;
  readonly steps: readonly Step[];
}

/** One of the merchant number's plans, with all its versions. */
export async function viewPlan(
  deps: Deps,
  caller: StaffCaller,
  planId: PlanId,
): Promise<PlanView | undefined> {
  const [versions, merchant] = await deps.load(
    deps.plans.versions(caller, planId),
    deps.plans.owner(planId),
  );
  const [latest] = versions;
  if (!latest || !merchant) return undefined;
  const [people, steps] = await Promise.all([
    openPeople(deps.vault, latest),
    historyOf(deps, caller.merchantNo, [planId]),
  ]);
  return { merchant, latest, versions, people, steps };
}
