import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, MerchantNo, PlanId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
  type Product,
} from "../merchant/merchant.ts";
import { type Money, sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { type PlanPeople, sealPeople } from "./seal_people.ts";
import type { Plan, PlanForm } from "./plan.ts";

export interface SubmitPlan {
  readonly caller: Caller;
  /** Already checked by the route: each limit by itself, and that either numbers or the reason for none are given. */
  readonly form: PlanForm;
  /** The plan that a `change` changes; absent otherwise. */
  readonly planId: PlanId | undefined;
  /** Not compared: the same form from somebody else is the same application. */
  readonly people?: PlanPeople;
}

export type SubmitPlanRefusal =
  | CallerRefusal
  | MerchantNotActive
  | { readonly code: "product_not_enabled"; readonly product: Product }
  | { readonly code: "plan_not_found"; readonly plan_id: string }
  | {
    readonly code: "plan_limits_contradict";
    readonly per_transaction_limit: Money;
    readonly per_day_limit: Money;
  }
  | { readonly code: "plan_change_pending"; readonly plan_id: PlanId; readonly version: number }
  | { readonly code: "fixed_merchant_not_allowed"; readonly merchant_no: MerchantNo };

export interface SubmittedPlan {
  readonly plan: Plan;
  /** The same application was already under review. */
  readonly replayed: boolean;
  readonly events: readonly DomainEvent[];
}

/**
 * Applies for a plan, or for a change to one as its next version. The current version stays in force until the change
 * is approved. Submitting the same form while it is under review returns the same application.
 */
export function submitPlan(
  deps: Deps,
  command: SubmitPlan,
): Promise<Result<SubmittedPlan, SubmitPlanRefusal>> {
  const { caller, form, planId, people = {} } = command;
  return retryOnConflict(async () => {
    const [merchant, waiting, chargers, latest] = await deps.load(
      deps.merchants.calling(caller),
      deps.plans.submitted(caller),
      deps.plans.chargers(caller, form.fixedMerchantNos),
      ...(planId === undefined ? [] : [deps.plans.latest(caller, planId)]),
    );
    const decision = decide(command, { merchant, waiting, chargers, latest }, {
      planId: deps.newId("pln"),
      eventId: deps.newId("evt"),
      now: deps.now(),
    });
    if (!decision.ok || decision.value.replayed) return decision;
    const { plan, events } = decision.value;
    const sealedPeople = await sealPeople(deps.vault, plan, people);
    const sealed = { ...plan, sealedPeople };
    await deps.commit(
      events.map((each) => each.type === "plan.submitted" ? { ...each, plan: sealed } : each),
    );
    return ok({ ...decision.value, plan: sealed });
  });
}

export function decide(
  { caller, form, planId }: SubmitPlan,
  facts: {
    readonly merchant: Merchant | undefined;
    /** The merchant's applications under review. */
    readonly waiting: readonly Plan[];
    readonly chargers: readonly MerchantNo[];
    /** The latest version of the plan to change. */
    readonly latest: Plan | undefined;
  },
  given: { readonly planId: PlanId; readonly eventId: EventId; readonly now: Instant },
): Result<SubmittedPlan, SubmitPlanRefusal> {
  const { merchant, waiting, chargers, latest } = facts;
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!merchant.products.includes("contract")) {
    return rejected({ code: "product_not_enabled", product: "contract" });
  }
  if (planId !== undefined && !latest) {
    return rejected({ code: "plan_not_found", plan_id: planId });
  }
  const same = waiting.find((each) =>
    sameForm(each, form) && (planId === undefined || each.planId === planId)
  );
  if (same) return ok({ plan: same, replayed: true, events: [] });
  if (latest?.state === "submitted") {
    const { planId: plan_id, version } = latest;
    return rejected({ code: "plan_change_pending", plan_id, version });
  }
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  const { perTransactionLimit: per_transaction_limit, perDayLimit: per_day_limit } = form;
  if (per_day_limit.fen < per_transaction_limit.fen) {
    return rejected({ code: "plan_limits_contradict", per_transaction_limit, per_day_limit });
  }
  const stranger = form.fixedMerchantNos.find((each) => !chargers.includes(each));
  if (stranger !== undefined) {
    return rejected({ code: "fixed_merchant_not_allowed", merchant_no: stranger });
  }

  const at = merchantNow(merchant, given.now);
  const plan: Plan = {
    ...form,
    planId: latest?.planId ?? given.planId,
    version: (latest?.version ?? 0) + 1,
    appId: merchant.appId,
    merchantNo: merchant.merchantNo,
    state: "submitted",
    rejectionReason: undefined,
    submittedAt: at,
    decidedAt: undefined,
    eventVersion: (latest?.eventVersion ?? 0) + 1,
  };
  const { eventId } = given;
  const by = byCaller(caller);
  const submitted: DomainEvent = { type: "plan.submitted", plan, eventId, at, by };
  return ok({ plan, replayed: false, events: [submitted] });
}

function sameForm(a: PlanForm, b: PlanForm): boolean {
  return a.request === b.request && a.kind === b.kind && a.shortName === b.shortName &&
    a.title === b.title && a.packageText === b.packageText &&
    sameMoney(a.perTransactionLimit, b.perTransactionLimit) &&
    sameMoney(a.perDayLimit, b.perDayLimit) && a.contractDays === b.contractDays &&
    a.arrearRetryDays?.join() === b.arrearRetryDays?.join() &&
    a.requiresCreditCard === b.requiresCreditCard && a.verifyPhone === b.verifyPhone &&
    a.verifyIdNumber === b.verifyIdNumber &&
    a.networkAdvanceReason === b.networkAdvanceReason &&
    a.fixedMerchantNos.join() === b.fixedMerchantNos.join() &&
    a.noFixedMerchantReason === b.noFixedMerchantReason &&
    a.unsignNoticeUrl === b.unsignNoticeUrl;
}
