import type { EventSpecs, Subject } from "../event_spec.ts";
import type { AuditId } from "../id.ts";

export type PersonalField =
  | "name"
  | "phone"
  | "id_number"
  | "account_no"
  | "account_holder"
  | "complaint_text"
  | "dispute_file";

/** Acts that change no row: that they happened is all there is of them. */
export type AuditEvent =
  | {
    readonly type: "audit.unmasked";
    readonly auditId: AuditId;
    /** Whose data: a consumer's id, for instance. */
    readonly of: string;
    readonly fields: readonly PersonalField[];
    readonly reason: string;
  }
  | {
    readonly type: "audit.restored";
    readonly auditId: AuditId;
    /** How many entries the copy had that was put back; whatever came after them is gone. */
    readonly entries: number;
  };

export const auditEvents = {
  "audit.unmasked": {
    subject,
    data: ({ of, fields, reason }) => ({ of, fields, reason }),
  },
  "audit.restored": {
    subject,
    data: ({ entries }) => ({ entries }),
  },
} satisfies EventSpecs<AuditEvent>;

/** Each is a history of its own, so that no two of them wait for each other's version. */
function subject({ auditId }: AuditEvent): Subject {
  return { subjectId: auditId, version: 1, merchantNo: undefined };
}
