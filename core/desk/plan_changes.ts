import { type PlanField, planFields, typedPlan } from "../console/typed_plan.ts";
import type { Plan } from "../plan/plan.ts";
import type { FieldChange } from "./form_changes.ts";

/** Who filled it in is sealed: it is not compared. */
const SEALED: ReadonlySet<PlanField> = new Set(["filled_in_by", "contact"]);

/** As typed: each field of the form that a new version changes; the whole form where there is no version in force. */
export function planChanges(
  inForce: Plan | undefined,
  asked: Plan,
): readonly (FieldChange & { readonly field: PlanField })[] {
  const [was, is] = [inForce ? typedPlan(inForce) : {}, typedPlan(asked)];
  return planFields.flatMap((field) => {
    const change = { field, before: was[field] ?? "", after: is[field] ?? "" };
    return SEALED.has(field) || change.before === change.after ? [] : [change];
  });
}
