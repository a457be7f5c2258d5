import type { Plan } from "../plan/plan.ts";
import { planResource } from "../plan/plan_resource.ts";

/** What differs from the version in force, as the application form names it. */
export interface PlanChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const unasked = new Set([
  "plan_id",
  "version",
  "app_id",
  "merchant_no",
  "state",
  "rejection_reason",
]);

/** Each field of the form that a new version changes; the whole form where there is no version in force. */
export function planChanges(inForce: Plan | undefined, asked: Plan): readonly PlanChange[] {
  const before = inForce ? planResource(inForce) : {};
  return Object.entries(planResource(asked)).flatMap(([field, value]) => {
    if (unasked.has(field)) return [];
    const change = {
      field,
      before: textOf((before as Readonly<Record<string, unknown>>)[field]),
      after: textOf(value),
    };
    return change.before === change.after ? [] : [change];
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
