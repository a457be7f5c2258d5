import type { Contract } from "../contract/contract.ts";
import type { EventSpecs, Subject } from "../event_spec.ts";
import type { DeductionNoticeId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Deduction } from "./deduction.ts";
import { deductionResource } from "./deduction_resource.ts";

export type DeductionEvent =
  | {
    readonly type: "deduction.requested";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
    /** The message to the consumer that this charge uses up, on a periodic plan. */
    readonly noticeId: DeductionNoticeId | undefined;
  }
  | {
    readonly type:
      | "deduction.sent"
      | "deduction.queried"
      | "deduction.queries_ended"
      | "deduction.succeeded"
      | "deduction.failed";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
  };

export const deductionEvents = {
  "deduction.requested": { subject, data: step, holds: inForce },
  "deduction.sent": { subject, data: step, holds: inForce },
  "deduction.queried": { subject, data: step },
  "deduction.queries_ended": { subject, data: step },
  "deduction.succeeded": { subject, data: resource, told: true },
  "deduction.failed": { subject, data: resource, told: true },
} satisfies EventSpecs<DeductionEvent>;

function subject({ deduction: { deductionId, version, merchantNo } }: DeductionEvent): Subject {
  return { subjectId: deductionId, version, merchantNo };
}

function inForce({ contract }: DeductionEvent) {
  return { contract_active: contract.contractId };
}

function step({ deduction }: DeductionEvent) {
  return { contract_id: deduction.contractId, amount: deduction.amount.fen };
}

function resource({ deduction, leftToday }: DeductionEvent) {
  return deductionResource(deduction, leftToday);
}
