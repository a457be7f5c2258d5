import { and, eq, sql } from "drizzle-orm";
import type { Plan } from "../../core/plan/plan.ts";
import type { PlanEvent } from "../../core/plan/plan_events.ts";
import { plans } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

/**
 * A submission is a row of its own; a decision changes that row's state but not the application. Every version holds
 * the plan's number of events, so that any of them can be continued from.
 */
export const planChanges = {
  "plan.submitted": ({ plan }) => [insertPlan(planRow(plan)), countEvents(planRow(plan))],
  "plan.approved": decide,
  "plan.rejected": decide,
  "plan.retired": decide,
} satisfies Changes<PlanEvent>;

function decide({ plan }: PlanEvent) {
  return [decidePlan(planRow(plan)), countEvents(planRow(plan))];
}

const at = sql.placeholder;

const insertPlan = prepare<ReturnType<typeof planRow>>(
  build.insert(plans).values({
    planId: at("planId"),
    version: at("version"),
    appId: at("appId"),
    merchantNo: at("merchantNo"),
    state: at("state"),
    request: at("request"),
    kind: at("kind"),
    shortName: at("shortName"),
    title: at("title"),
    packageText: at("packageText"),
    perTransactionLimit: at("perTransactionLimit"),
    perDayLimit: at("perDayLimit"),
    contractDays: at("contractDays"),
    arrearRetryDays: at("arrearRetryDays"),
    requiresCreditCard: at("requiresCreditCard"),
    verifyPhone: at("verifyPhone"),
    verifyIdNumber: at("verifyIdNumber"),
    networkAdvanceReason: at("networkAdvanceReason"),
    fixedMerchantNos: at("fixedMerchantNos"),
    noFixedMerchantReason: at("noFixedMerchantReason"),
    unsignNoticeUrl: at("unsignNoticeUrl"),
    applicant: at("applicant"),
    filledInAt: at("filledInAt"),
    sealedPeople: at("sealedPeople"),
    rejectionReason: at("rejectionReason"),
    submittedAt: at("submittedAt"),
    decidedAt: at("decidedAt"),
    eventVersion: at("eventVersion"),
  }),
);

const decidePlan = prepare<ReturnType<typeof planRow>>(
  build.update(plans).set({
    state: sql`${at("state")}`,
    rejectionReason: sql`${at("rejectionReason")}`,
    decidedAt: sql`${at("decidedAt")}`,
  }).where(and(eq(plans.planId, at("planId")), eq(plans.version, at("version")))),
);

const countEvents = prepare<ReturnType<typeof planRow>>(
  build.update(plans).set({ eventVersion: sql`${at("eventVersion")}` })
    .where(eq(plans.planId, at("planId"))),
);

function planRow(plan: Plan) {
  return {
    ...plan,
    perTransactionLimit: plan.perTransactionLimit.fen,
    perDayLimit: plan.perDayLimit.fen,
    requiresCreditCard: plan.requiresCreditCard ? 1 : 0,
    verifyPhone: plan.verifyPhone ? 1 : 0,
    verifyIdNumber: plan.verifyIdNumber ? 1 : 0,
    applicant: plan.applicant,
    filledInAt: plan.filledInAt,
    sealedPeople: plan.sealedPeople,
    arrearRetryDays: plan.arrearRetryDays && JSON.stringify(plan.arrearRetryDays),
    fixedMerchantNos: JSON.stringify(plan.fixedMerchantNos),
  };
}
