import type { EventSpecs } from "../event_spec.ts";
import type { SharedSignups } from "./shared_signups.ts";

export interface SharedSignupsEvent {
  readonly type: "channel.signups_set";
  readonly signups: SharedSignups;
}

export const sharedSignupsEvents = {
  "channel.signups_set": {
    subject: ({ signups: { one, other, version } }) => ({
      subjectId: `shared_signups:${one}:${other}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ signups: { one, other, shared } }) => ({ channels: [one, other], shared }),
  },
} satisfies EventSpecs<SharedSignupsEvent>;
