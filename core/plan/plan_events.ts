import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Plan } from "./plan.ts";
import { planResource } from "./plan_resource.ts";

export interface PlanEvent {
  readonly type: "plan.submitted" | "plan.approved" | "plan.rejected" | "plan.retired";
  readonly plan: Plan;
}

export const planEvents = {
  "plan.submitted": {
    subject,
    data,
    holds: ({ plan: { merchantNo } }) => ({ merchants_active: [merchantNo] }),
  },
  "plan.approved": { subject, data, told: true },
  "plan.rejected": { subject, data, told: true },
  "plan.retired": { subject, data },
} satisfies EventSpecs<PlanEvent>;

function subject({ plan: { planId, eventVersion, merchantNo } }: PlanEvent): Subject {
  return { subjectId: planId, version: eventVersion, merchantNo };
}

function data({ plan }: PlanEvent) {
  return planResource(plan);
}
