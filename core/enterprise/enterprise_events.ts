import type { EventSpecs } from "../event_spec.ts";
import type { Enterprise } from "./enterprise.ts";

export interface EnterpriseEvent {
  readonly type: "enterprise.registered";
  readonly enterprise: Enterprise;
}

export const enterpriseEvents = {
  "enterprise.registered": {
    subject: ({ enterprise: { enterpriseId, version } }) => ({
      subjectId: enterpriseId,
      version,
      merchantNo: undefined,
    }),
    data: ({ enterprise }) => ({ licence_no: enterprise.licenceNo, name: enterprise.name }),
  },
} satisfies EventSpecs<EnterpriseEvent>;
