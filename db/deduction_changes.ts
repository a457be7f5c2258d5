import type { DomainEvent } from "../core/event.ts";
import type { Statement } from "../core/unit.ts";

type DeductionEvent = Extract<
  DomainEvent,
  { type: `deduction.${string}` | "deduction_notice.sent" }
>;

export function deductionStatements(event: DeductionEvent): readonly Statement[] {
  throw new TypeError(`Cannot write ${event.type} yet`);
}
