import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Money } from "../money.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Contract } from "./contract.ts";
import { contractResource } from "./contract_resource.ts";

export type ContractEvent =
  | {
    readonly type: "contract.signed";
    readonly contract: Contract;
    readonly usedToday: Money;
    /** What the consumer agreed to, as a compact JWS. */
    readonly evidence: string;
    /** As it stood when it was read. */
    readonly signer: Pick<Consumer, "consumerId" | "chargingClosedAt" | "phoneLostAt">;
  }
  | {
    readonly type:
      | "contract.suspended"
      | "contract.suspension_added"
      | "contract.suspension_lifted"
      | "contract.resumed"
      | "contract.termination_asked"
      | "contract.termination_queried"
      | "contract.terminated";
    readonly contract: Contract;
    readonly usedToday: Money;
  }
  | {
    /** Not a step of the contract's own life. */
    readonly type: "sign_again_link.ended";
    readonly contract: Contract;
  };

/** Of its life. */
type Step = Extract<ContractEvent, { readonly usedToday: Money }>;

export const contractEvents = {
  "contract.signed": {
    subject,
    data,
    told: true,
    holds: ({ signer: { consumerId, chargingClosedAt, phoneLostAt } }) => ({
      charging_is: { consumerId, chargingClosedAt, phoneLostAt },
    }),
  },
  "contract.suspended": { subject, data, told: true },
  "contract.suspension_added": { subject, data },
  "contract.suspension_lifted": { subject, data },
  "contract.resumed": { subject, data, told: true },
  "contract.termination_asked": { subject, data },
  "contract.termination_queried": { subject, data },
  "contract.terminated": { subject, data, told: true },
  "sign_again_link.ended": {
    subject: ({ contract: { contractId, linksEnded, merchantNo } }) => ({
      subjectId: `sign_again_link:${contractId}`,
      version: linksEnded,
      merchantNo,
    }),
    data: ({ contract: { contractId, linksEnded } }) => ({
      contract_id: contractId,
      links_ended: linksEnded,
    }),
  },
} satisfies EventSpecs<ContractEvent>;

function subject({ contract: { contractId, version, merchantNo } }: Step): Subject {
  return { subjectId: contractId, version, merchantNo };
}

function data({ contract, usedToday }: Step) {
  return contractResource(contract, usedToday);
}
