import type { EventSpecs } from "../event_spec.ts";
import type { App } from "./app.ts";

export interface AppEvent {
  readonly type: "app.opened";
  readonly app: App;
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
} satisfies EventSpecs<AppEvent>;
