import type {
  ComplaintId,
  ContractId,
  DeductionId,
  MerchantNo,
  OrderId,
  PaymentId,
  RefundId,
} from "../id.ts";
import { parseId } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Vault } from "../secret/vault.ts";
import type { BusinessDay, Instant } from "../time.ts";

export const complaintKinds = [
  "not_authorised",
  "wrong_amount",
  "not_delivered",
  "no_refund",
  "cannot_end",
  "other",
] as const;
export type ComplaintKind = (typeof complaintKinds)[number];

export type ComplaintState = "open" | "answered";

/** Answered once; who is not content complains again. */
export const complaintMachine = {
  open: { answered: "answered" },
  answered: {},
} as const satisfies Machine<ComplaintState, "answered">;

/** What a complaint may be about, besides the merchant number itself. */
export type ComplaintSubject = OrderId | PaymentId | RefundId | DeductionId | ContractId;

interface ComplaintFacts {
  readonly complaintId: ComplaintId;
  readonly merchantNo: MerchantNo;
  readonly about: ComplaintSubject | undefined;
  readonly kind: ComplaintKind;
  /** What the consumer said; sealed, because people say who they are. */
  readonly sealedText: string;
  /** When they said it, in Asia/Shanghai. */
  readonly receivedOn: BusinessDay;
  readonly recordedAt: Instant;
  readonly version: number;
}

export type AnsweredComplaint = ComplaintFacts & {
  readonly state: "answered";
  readonly sealedAnswer: string;
  readonly answeredAt: Instant;
};
export type Complaint = (ComplaintFacts & { readonly state: "open" }) | AnsweredComplaint;

export type ComplaintRefusal = {
  readonly code: "complaint_answered";
  readonly complaint_id: ComplaintId;
};

/** Answered, one version later. */
export function answered(
  complaint: Complaint,
  answer: { readonly sealedAnswer: string; readonly answeredAt: Instant },
): Result<AnsweredComplaint, ComplaintRefusal> {
  const step = stepOf(complaintMachine, complaint, { type: "answered", ...answer } as const);
  if (!step) {
    return rejected({ code: "complaint_answered", complaint_id: complaint.complaintId });
  }
  return ok({ ...step.from, ...answer, version: complaint.version + 1, state: "answered" });
}

/** `text` as the id of something that a complaint may be about. */
export function parseComplaintSubject(text: string): ComplaintSubject | undefined {
  return parseId("ord", text) ?? parseId("pay", text) ?? parseId("rfd", text) ??
    parseId("ded", text) ?? parseId("ctr", text);
}

/** Where what was said is stored: it opens nowhere else. */
export const complaintContext = (column: "sealed_text" | "sealed_answer", complaintId: string) =>
  `complaints.${column}.${complaintId}`;

/** What was said, and what was answered; throws when a text was tampered with or its key is gone. */
export async function openComplaint(
  vault: Pick<Vault, "open">,
  complaint: Complaint,
): Promise<{ readonly text: string; readonly answer: string | undefined }> {
  const { complaintId, sealedText } = complaint;
  const [text, answer] = await Promise.all([
    vault.open(sealedText, complaintContext("sealed_text", complaintId)),
    complaint.state === "answered"
      ? vault.open(complaint.sealedAnswer, complaintContext("sealed_answer", complaintId))
      : undefined,
  ]);
  return { text, answer };
}
