import { byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { PlanId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { retired } from "./decide_plan.ts";
import type { Plan, PlanNotApproved } from "./plan.ts";

export type RetirePlanRefusal =
  | { readonly code: "plan_not_found"; readonly plan_id: string }
  | PlanNotApproved;

/**
 * Takes a plan out of force: it can no longer be signed, and its contracts stay in force. Retiring it again changes
 * nothing.
 */
export function retirePlan(
  deps: Deps,
  planId: PlanId,
): Promise<Result<Plan, RetirePlanRefusal>> {
  return retryOnConflict(async () => {
    const [latest, inForce, owner] = await deps.load(
      deps.plans.latestById(planId),
      deps.plans.approved(planId),
      deps.plans.owner(planId),
    );
    if (!latest || !owner) return rejected({ code: "plan_not_found", plan_id: planId });
    if (!inForce && latest.state === "retired") return ok(latest);
    if (!inForce) {
      return rejected({ code: "plan_not_approved", plan_id: planId, state: latest.state });
    }
    const plan = retired(inForce, inForce.eventVersion + 1);
    const at = merchantNow(owner, deps.now());
    const eventId = deps.newId("evt");
    await deps.commit([{ type: "plan.retired", plan, eventId, at, by: byOperator }]);
    return ok(plan);
  });
}
