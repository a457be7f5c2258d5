import type { EventOf, EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { Money } from "../money.ts";
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
    /** What was on its way back when what is taken twice was looked at, which must still be so in the write. */
    readonly reservedSeen: Money;
  };

export const disputeEvents = {
  "dispute.opened": { subject, data, told: true },
  "dispute.answered": { subject, data, told: true },
  "dispute.file_attached": { subject, data },
  "dispute.due_soon": { subject, data, told: true },
  "dispute.escalated": { subject, data, told: true },
  "dispute.closed": { subject, data, told: true },
  "dispute.charged_back": { subject, data, told: true, holds: asSeen },
  "dispute.reversed": { subject, data, told: true, holds: asSeen },
} satisfies EventSpecs<DisputeEvent>;

function subject({ dispute: { disputeId, version, merchantNo } }: DisputeEvent): Subject {
  return { subjectId: disputeId, version, merchantNo };
}

function asSeen(
  { dispute: { of }, reservedSeen: { fen } }: EventOf<
    DisputeEvent,
    "dispute.charged_back" | "dispute.reversed"
  >,
): Holds {
  return { refund_reserved_is: { of, fen } };
}

function data({ dispute }: DisputeEvent) {
  return disputeResource(dispute);
}
