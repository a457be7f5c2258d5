import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Application } from "./application.ts";
import { applicationResource } from "./application_resource.ts";

export interface ApplicationEvent {
  readonly type: "application.submitted" | "application.approved" | "application.rejected";
  readonly application: Application;
}

export const applicationEvents = {
  "application.submitted": {
    subject,
    data,
    holds: ({ application: { parentNo, products } }) => ({
      merchants_active: [parentNo],
      products_within: { merchantNo: parentNo, products },
    }),
  },
  "application.approved": { subject, data },
  "application.rejected": { subject, data },
} satisfies EventSpecs<ApplicationEvent>;

/** Each version is submitted and then decided. */
function subject(
  { application: { applicationId, version, state, parentNo } }: ApplicationEvent,
): Subject {
  const steps = 2 * version;
  return {
    subjectId: applicationId,
    version: state === "submitted" ? steps - 1 : steps,
    merchantNo: parentNo,
  };
}

function data({ application }: ApplicationEvent) {
  return applicationResource(application);
}
