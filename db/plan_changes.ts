import type { DomainEvent } from "../core/event.ts";
import type { Statement } from "../core/unit.ts";

type PlanEvent = Extract<DomainEvent, { type: `plan.${string}` }>;

export function planStatements(event: PlanEvent): readonly Statement[] {
  throw new TypeError(`Cannot write ${event.type} yet`);
}
