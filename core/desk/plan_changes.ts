import type { Plan } from "../plan/plan.ts";
import { planResource } from "../plan/plan_resource.ts";
import { type FieldChange, formChanges } from "./form_changes.ts";

const unasked = new Set([
  "plan_id",
  "version",
  "app_id",
  "merchant_no",
  "state",
  "rejection_reason",
]);

/** Each field of the form that a new version changes; the whole form where there is no version in force. */
export function planChanges(inForce: Plan | undefined, asked: Plan): readonly FieldChange[] {
  return formChanges(inForce && planResource(inForce), planResource(asked), unasked);
}
