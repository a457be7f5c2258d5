import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { ComplaintId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { answered, type Complaint, complaintContext, type ComplaintRefusal } from "./complaint.ts";

export interface AnswerComplaint {
  readonly complaintId: ComplaintId;
  readonly answer: string;
  readonly here: SignedIn;
}

export type ComplaintNotFound = {
  readonly code: "complaint_not_found";
  readonly complaint_id: string;
};

/** Closes a complaint with what the consumer was told. */
export function answerComplaint(
  deps: Deps,
  { complaintId, answer, here: { staff: { staffId }, session } }: AnswerComplaint,
): Promise<Result<Complaint, ComplaintNotFound | ComplaintRefusal>> {
  return retryOnConflict(async () => {
    const [complaint] = await deps.load(deps.complaints.byId(complaintId));
    if (!complaint) return rejected({ code: "complaint_not_found", complaint_id: complaintId });
    const at = deps.now();
    const sealedAnswer = await deps.vault.seal(
      answer,
      complaintContext("sealed_answer", complaintId),
    );
    const next = answered(complaint, { sealedAnswer, answeredAt: at });
    if (!next.ok) return next;
    await deps.commit([{
      type: "complaint.answered",
      complaint: next.value,
      within: session.sessionId,
      eventId: deps.newId("evt"),
      at,
      by: byStaff(staffId),
    }]);
    return ok(next.value);
  });
}
