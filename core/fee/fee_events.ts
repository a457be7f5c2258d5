import type { EventSpecs, Subject } from "../event_spec.ts";
import type { FeeAgreement } from "./fee_agreement.ts";
import { feeAgreementResource } from "./fee_agreement_resource.ts";

export interface FeeEvent {
  readonly type: "fee_agreement.agreed";
  readonly agreement: FeeAgreement;
}

export const feeEvents = {
  "fee_agreement.agreed": {
    subject,
    data: ({ agreement }) => feeAgreementResource(agreement),
    holds: ({ agreement: { merchantNo } }) => ({ merchant_not_closed: merchantNo }),
  },
} satisfies EventSpecs<FeeEvent>;

function subject({ agreement: { agreementId, merchantNo } }: FeeEvent): Subject {
  return { subjectId: agreementId, version: 1, merchantNo };
}
