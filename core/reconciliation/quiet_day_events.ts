import type { EventSpecs, Subject } from "../event_spec.ts";
import type { QuietDayId, SessionId } from "../id.ts";
import type { QuietDay } from "./reconciliation_store.ts";

export interface QuietDayEvent {
  readonly type: "quiet_day.declared";
  readonly quietDay: QuietDay & { readonly quietDayId: QuietDayId };
  /** The session in which it was done, which must still be open in the write. */
  readonly within: SessionId;
}

export const quietDayEvents = {
  "quiet_day.declared": {
    // The number is the channel's, so it belongs to none of ours.
    subject: ({ quietDay: { quietDayId } }): Subject => ({
      subjectId: quietDayId,
      version: 1,
      merchantNo: undefined,
    }),
    data: ({ quietDay: { merchantNo, day, reason } }) => ({ number: merchantNo, day, reason }),
    holds: ({ within: session_open }) => ({ session_open }),
  },
} satisfies EventSpecs<QuietDayEvent>;
