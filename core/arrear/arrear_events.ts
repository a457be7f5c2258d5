import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Arrear } from "./arrear.ts";
import { arrearResource } from "./arrear_resource.ts";

/** Why a retry was not made at its time. */
export type SkipReason =
  | "day_limit_exceeded"
  | "consumer_limit_exceeded"
  | "merchant_not_in_scope"
  | "payer_blocked";

export type ArrearEvent =
  | {
    readonly type:
      | "arrear.opened"
      | "arrear.retried"
      | "arrear.retry_failed"
      | "arrear.retries_ended"
      | "arrear.repayment_opened"
      | "arrear.settled"
      | "arrear.waived";
    readonly arrear: Arrear;
  }
  | {
    readonly type: "arrear.retry_skipped";
    readonly arrear: Arrear;
    readonly because: SkipReason;
  };

type Step = Exclude<ArrearEvent, { type: "arrear.retry_skipped" }>;

export const arrearEvents = {
  "arrear.opened": { subject, data, told: true },
  "arrear.retried": { subject, data, told: true, holds: notBeingRepaid },
  "arrear.retry_failed": { subject, data, told: true },
  "arrear.retry_skipped": {
    subject,
    data: ({ arrear, because }) => ({ ...resource(arrear), skipped_because: because }),
    told: true,
  },
  "arrear.retries_ended": { subject, data, told: true },
  "arrear.repayment_opened": { subject, data },
  "arrear.settled": { subject, data, told: true },
  "arrear.waived": { subject, data, told: true, holds: notBeingRepaid },
} satisfies EventSpecs<ArrearEvent>;

function subject({ arrear: { arrearId, version, merchantNo } }: ArrearEvent): Subject {
  return { subjectId: arrearId, version, merchantNo };
}

function data({ arrear }: Step) {
  return resource(arrear);
}

function resource(arrear: Arrear) {
  return arrearResource(arrear);
}

/** A retry starts, and a debt is waived, only while no payment of its consumer can bring the money. */
function notBeingRepaid({ arrear: { arrearId } }: ArrearEvent) {
  return { not_being_repaid: arrearId };
}
