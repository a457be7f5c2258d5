import type { Actor } from "../actor.ts";
import { recordLook } from "../audit/record_look.ts";
import type { Deps } from "../deps.ts";
import type { ComplaintId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ComplaintNotFound } from "./answer_complaint.ts";
import { type Complaint, openComplaint } from "./complaint.ts";

export interface ReadComplaint {
  readonly complaint: Complaint;
  readonly text: string;
  readonly answer: string | undefined;
}

/** What was said, for one of our own people: only once the look is on record. Its reason is the complaint itself. */
export async function readComplaint(
  deps: Deps,
  { complaintId, by }: { readonly complaintId: ComplaintId; readonly by: Actor },
): Promise<Result<ReadComplaint, ComplaintNotFound>> {
  const [complaint] = await deps.load(deps.complaints.byId(complaintId));
  if (!complaint) return rejected({ code: "complaint_not_found", complaint_id: complaintId });
  await recordLook(deps, { by, of: complaintId, fields: ["complaint_text"], reason: "" });
  return ok({ complaint, ...await openComplaint(deps.vault, complaint) });
}
