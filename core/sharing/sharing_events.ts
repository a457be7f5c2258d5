import type { EventSpecs, Subject } from "../event_spec.ts";
import type { SharingAgreement } from "./sharing_agreement.ts";
import { sharingFacts } from "./sharing_resource.ts";

export interface SharingEvent {
  readonly type: "sharing.agreed" | "sharing.withdrawn";
  readonly agreement: SharingAgreement;
}

export const sharingEvents = {
  "sharing.agreed": { subject, data },
  "sharing.withdrawn": { subject, data },
} satisfies EventSpecs<SharingEvent>;

function subject({ agreement: { agreementId, version, parentNo } }: SharingEvent): Subject {
  return { subjectId: agreementId, version, merchantNo: parentNo };
}

function data({ agreement }: SharingEvent) {
  return { ...sharingFacts(agreement), state: agreement.state };
}
