import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Enterprise } from "./enterprise.ts";

export type EnterpriseEvent =
  | {
    readonly type: "enterprise.registered" | "enterprise.stopped";
    readonly enterprise: Enterprise;
  }
  | {
    readonly type: "enterprise.resumed";
    readonly enterprise: Enterprise;
    /** What whoever resumed it said. */
    readonly why: string;
  };

export const enterpriseEvents = {
  "enterprise.registered": {
    subject,
    data: ({ enterprise }) => ({ licence_no: enterprise.licenceNo, name: enterprise.name }),
  },
  // The first of its unit: the numbers that it suspends must be all that are active.
  "enterprise.stopped": {
    subject,
    data: ({ enterprise: { stop } }) => ({
      reason: stop?.reason,
      merchant_nos: stop?.merchantNos,
    }),
    holds: ({ enterprise: { enterpriseId, stop } }) => ({
      enterprise_has_active: { enterpriseId, count: stop?.merchantNos.length ?? 0 },
    }),
  },
  "enterprise.resumed": { subject, data: ({ why }) => ({ reason: why }) },
} satisfies EventSpecs<EnterpriseEvent>;

function subject({ enterprise: { enterpriseId, version } }: EnterpriseEvent): Subject {
  return { subjectId: enterpriseId, version, merchantNo: undefined };
}
