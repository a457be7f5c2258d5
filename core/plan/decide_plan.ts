import { type Actor, byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, PlanId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { hearOfUnsigns } from "./hear_of_unsigns.ts";
import { type Plan, planMachine, type PlanState } from "./plan.ts";

export interface DecidePlan {
  readonly planId: PlanId;
  readonly verdict:
    | { readonly type: "approved" }
    | { readonly type: "rejected"; readonly reason: string };
  /** The version that was looked at; absent: the latest, whatever it says. */
  readonly version?: number | undefined;
  /** By default whoever has a shell. */
  readonly by?: Actor | undefined;
}

export type DecidePlanRefusal =
  | { readonly code: "plan_not_found"; readonly plan_id: string }
  | {
    readonly code: "plan_already_decided";
    readonly plan_id: PlanId;
    readonly version: number;
    readonly state: PlanState;
  }
  | { readonly code: "plan_changed"; readonly plan_id: PlanId; readonly version: number };

export interface DecidedPlan {
  readonly plan: Plan;
  readonly events: readonly DomainEvent[];
}

/**
 * An operator's decision on the latest version of a plan. An approval replaces the previous version, whose contracts
 * keep it; repeating the same decision changes nothing.
 */
export async function decidePlan(
  deps: Deps,
  command: DecidePlan,
): Promise<Result<DecidedPlan, DecidePlanRefusal>> {
  const { planId } = command;
  const decision = await retryOnConflict(async () => {
    const [latest, inForce, owner] = await deps.load(
      deps.plans.latestById(planId),
      deps.plans.approved(planId),
      deps.plans.owner(planId),
    );
    const decided = decide(command, { latest, inForce }, {
      at: owner ? merchantNow(owner, deps.now()) : deps.now(),
      newEventId: () => deps.newId("evt"),
    });
    if (decided.ok) await deps.commit(decided.value.events);
    return decided;
  });
  if (decision.ok) {
    if (decision.value.plan.state === "approved") await hearOfUnsigns(deps, decision.value.plan);
    deps.nudge("deliver_webhooks");
  }
  return decision;
}

export function decide(
  { planId, verdict, version: looked, by = byOperator }: DecidePlan,
  facts: { readonly latest: Plan | undefined; readonly inForce: Plan | undefined },
  given: { readonly at: Instant; readonly newEventId: () => EventId },
): Result<DecidedPlan, DecidePlanRefusal> {
  const { latest, inForce } = facts;
  if (!latest) return rejected({ code: "plan_not_found", plan_id: planId });
  if (looked !== undefined && looked !== latest.version) {
    return rejected({ code: "plan_changed", plan_id: planId, version: latest.version });
  }
  const rejectionReason = verdict.type === "rejected" ? verdict.reason : undefined;
  if (latest.state === verdict.type && latest.rejectionReason === rejectionReason) {
    return ok({ plan: latest, events: [] });
  }
  const state = planMachine[latest.state][verdict.type];
  if (!state) {
    const { version } = latest;
    return rejected({
      code: "plan_already_decided",
      plan_id: planId,
      version,
      state: latest.state,
    });
  }
  const { at } = given;
  const superseded = state === "approved" && inForce
    ? retired(inForce, latest.eventVersion + 1)
    : undefined;
  const plan: Plan = {
    ...latest,
    state,
    rejectionReason,
    decidedAt: at,
    eventVersion: latest.eventVersion + (superseded ? 2 : 1),
  };
  const decided: DomainEvent = {
    type: state === "approved" ? "plan.approved" : "plan.rejected",
    plan,
    eventId: given.newEventId(),
    at,
    by,
  };
  if (!superseded) return ok({ plan, events: [decided] });
  return ok({
    plan,
    events: [
      { type: "plan.retired", plan: superseded, eventId: given.newEventId(), at, by },
      decided,
    ],
  });
}

/** A version that can no longer be signed; contracts made from it stay in force. */
export function retired(plan: Plan, eventVersion: number): Plan {
  return { ...plan, state: "retired", eventVersion };
}
