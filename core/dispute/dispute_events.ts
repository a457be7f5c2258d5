import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Dispute } from "./dispute.ts";
import type { Chargeback } from "./chargeback.ts";
import type { DisputeFile } from "./dispute_file.ts";
import { disputeResource } from "./dispute_resource.ts";

export type DisputeEvent =
  | {
    readonly type:
      | "dispute.opened"
      | "dispute.answered"
      | "dispute.due_soon"
      | "dispute.escalated"
      | "dispute.closed";
    readonly dispute: Dispute;
  }
  | {
    readonly type: "dispute.file_attached";
    readonly dispute: Dispute;
    readonly file: DisputeFile;
    /** Its content, sealed. */
    readonly sealed: string;
  }
  | {
    readonly type: "dispute.charged_back" | "dispute.reversed";
    readonly dispute: Dispute;
    readonly chargeback: Chargeback;
  };

export const disputeEvents = {
  "dispute.opened": { subject, data, told: true },
  "dispute.answered": { subject, data, told: true },
  "dispute.file_attached": { subject, data },
  "dispute.due_soon": { subject, data, told: true },
  "dispute.escalated": { subject, data, told: true },
  "dispute.closed": { subject, data, told: true },
  "dispute.charged_back": { subject, data, told: true },
  "dispute.reversed": { subject, data, told: true },
} satisfies EventSpecs<DisputeEvent>;

function subject({ dispute: { disputeId, version, merchantNo } }: DisputeEvent): Subject {
  return { subjectId: disputeId, version, merchantNo };
}

function data({ dispute }: DisputeEvent) {
  return disputeResource(dispute);
}
