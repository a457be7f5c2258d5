import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { Application } from "./application.ts";
import { applicationResource } from "./application_resource.ts";

export interface ApplicationEvent {
  readonly type: "application.submitted" | "application.approved" | "application.rejected";
  readonly application: Application;
  /** The session of the desk in which it was done, which must still be open in the write. */
  readonly within: SessionId | undefined;
}

export const applicationEvents = {
  "application.submitted": {
    subject,
    data,
    holds: (event) => {
      const { parentNo, products } = event.application;
      if (parentNo === undefined) return within(event);
      return {
        ...within(event),
        merchants_active: [parentNo],
        products_within: { merchantNo: parentNo, products },
      };
    },
  },
  "application.approved": { subject, data, holds: within },
  "application.rejected": { subject, data, holds: within },
} satisfies EventSpecs<ApplicationEvent>;

function within({ within: session_open }: ApplicationEvent): Holds {
  return session_open === undefined ? {} : { session_open };
}

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
