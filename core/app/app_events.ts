import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { App } from "./app.ts";
import type { AppApplication } from "./app_application.ts";
import { appApplicationResource } from "./app_application_resource.ts";

export type AppEvent =
  | { readonly type: "app.opened"; readonly app: App }
  | AppApplicationEvent;

interface AppApplicationEvent {
  readonly type:
    | "app_application.submitted"
    | "app_application.approved"
    | "app_application.rejected";
  readonly application: AppApplication;
  /** The session of the desk in which it was decided, which must still be open in the write. */
  readonly within: SessionId | undefined;
}

export const appEvents = {
  "app.opened": {
    subject: ({ app: { appId, version, merchantNo } }) => ({
      subjectId: appId,
      version,
      merchantNo,
    }),
    data: ({ app }) => ({ name: app.name, agreement_digest: app.agreementDigest }),
  },
  "app_application.submitted": { subject, data, holds: active },
  "app_application.approved": {
    subject,
    data,
    holds: (event) => ({ ...within(event), ...active(event) }),
  },
  "app_application.rejected": { subject, data, holds: within },
} satisfies EventSpecs<AppEvent>;

/** Each version is submitted and then decided. */
function subject(
  { application: { applicationId, version, state, merchantNo } }: AppApplicationEvent,
): Subject {
  const steps = 2 * version;
  return {
    subjectId: applicationId,
    version: state === "submitted" ? steps - 1 : steps,
    merchantNo,
  };
}

function data({ application }: AppApplicationEvent) {
  return appApplicationResource(application);
}

function active({ application }: AppApplicationEvent): Holds {
  return { merchants_active: [application.merchantNo] };
}

function within({ within: session_open }: AppApplicationEvent): Holds {
  return session_open === undefined ? {} : { session_open };
}
