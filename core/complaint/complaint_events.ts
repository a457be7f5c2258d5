import type { EventSpecs, Subject } from "../event_spec.ts";
import type { SessionId } from "../id.ts";
import type { AnsweredComplaint, Complaint } from "./complaint.ts";

export type ComplaintEvent =
  | {
    readonly type: "complaint.recorded";
    readonly complaint: Complaint;
    /** The session in which it was done, which must still be open in the write. */
    readonly within: SessionId;
  }
  | {
    readonly type: "complaint.answered";
    readonly complaint: AnsweredComplaint;
    readonly within: SessionId;
  };

export const complaintEvents = {
  "complaint.recorded": { subject, data, holds },
  "complaint.answered": { subject, data, holds },
} satisfies EventSpecs<ComplaintEvent>;

function subject({ complaint: { complaintId, version, merchantNo } }: ComplaintEvent): Subject {
  return { subjectId: complaintId, version, merchantNo };
}

/** Never what was said. */
function data({ complaint: { kind, about, receivedOn, state } }: ComplaintEvent) {
  return { kind, about: about ?? null, received_on: receivedOn, state };
}

function holds({ within }: ComplaintEvent) {
  return { session_open: within };
}
