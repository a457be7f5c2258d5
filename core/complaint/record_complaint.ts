import { byStaff } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { type BusinessDay, businessDay } from "../time.ts";
import {
  type Complaint,
  complaintContext,
  type ComplaintKind,
  type ComplaintSubject,
} from "./complaint.ts";

export interface RecordComplaint {
  /** A merchant number, or one of its records. */
  readonly against: MerchantNo | ComplaintSubject;
  readonly kind: ComplaintKind;
  readonly text: string;
  readonly receivedOn: BusinessDay;
  readonly here: SignedIn;
}

export type RecordComplaintRefusal =
  | { readonly code: "complaint_subject_not_found"; readonly against: string }
  | { readonly code: "complaint_in_the_future"; readonly received_on: BusinessDay };

/** What somebody complained of on the phone, as support heard it. What they said is sealed. */
export async function recordComplaint(
  deps: Deps,
  { against, kind, text, receivedOn, here: { staff: { staffId }, session } }: RecordComplaint,
): Promise<Result<Complaint, RecordComplaintRefusal>> {
  const found = await complainedOf(deps, against);
  if (!found) return rejected({ code: "complaint_subject_not_found", against });
  const at = deps.now();
  if (receivedOn > businessDay(at)) {
    return rejected({ code: "complaint_in_the_future", received_on: receivedOn });
  }
  const complaintId = deps.newId("cmp");
  const complaint: Complaint = {
    ...found,
    complaintId,
    kind,
    sealedText: await deps.vault.seal(text, complaintContext("sealed_text", complaintId)),
    receivedOn,
    recordedAt: at,
    version: 1,
    state: "open",
  };
  await deps.commit([{
    type: "complaint.recorded",
    complaint,
    within: session.sessionId,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  }]);
  return ok(complaint);
}

/** Of a record its merchant number; undefined for what there is not. */
async function complainedOf(
  deps: Pick<Deps, "load" | "desk" | "merchants">,
  against: MerchantNo | ComplaintSubject,
): Promise<Pick<Complaint, "merchantNo" | "about"> | undefined> {
  if (isRecord(against)) {
    const [[event]] = await deps.load(deps.desk.eventsOf(against, 1));
    return event?.merchantNo && { merchantNo: event.merchantNo, about: against };
  }
  const [merchant] = await deps.load(deps.merchants.byNo(against));
  return merchant && { merchantNo: merchant.merchantNo, about: undefined };
}

function isRecord(against: MerchantNo | ComplaintSubject): against is ComplaintSubject {
  return against.includes("_");
}
