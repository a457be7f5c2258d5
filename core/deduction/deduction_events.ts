import type { ListedAs } from "../block/listed_as.ts";
import type { Contract } from "../contract/contract.ts";
import type { Fee } from "../fee/fee_of.ts";
import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { DeductionNoticeId } from "../id.ts";
import type { Money } from "../money.ts";
import type { Instant } from "../time.ts";
import type { Deduction } from "./deduction.ts";
import { deductionResource } from "./deduction_resource.ts";
import type { AdvanceWord } from "./network_advance.ts";

export type DeductionEvent =
  | {
    readonly type: "deduction.requested";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
    /** The message to the consumer that this charge uses up, on a periodic plan. */
    readonly noticeId: DeductionNoticeId | undefined;
    readonly payer: ListedAs;
    /** As the merchant is called: a receipt says so for good. */
    readonly payee: string;
  }
  | {
    readonly type: "deduction.sent";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
    readonly payer: ListedAs;
  }
  | {
    readonly type:
      | "deduction.queried"
      | "deduction.unclear"
      | "deduction.succeeded"
      | "deduction.advance_ended"
      | "deduction.failed";
    readonly deduction: Deduction;
    readonly contract: Contract;
    readonly leftToday: Money;
    /** When it had been reported as failed, which a success overrules. */
    readonly failedAt?: Instant | undefined;
    /** Of a success. */
    readonly fee?: Fee | undefined;
    /** Of the end of an advance, where two people said it and no channel. */
    readonly word?: AdvanceWord | undefined;
  };

export const deductionEvents = {
  "deduction.requested": {
    subject,
    data: (event) => ({ ...step(event), payee: event.payee }),
    holds: mayCharge,
  },
  "deduction.sent": { subject, data: step, holds: maySend },
  "deduction.queried": { subject, data: step },
  "deduction.unclear": { subject, data: resource, told: true },
  "deduction.succeeded": { subject, data: resource, told: true },
  "deduction.failed": { subject, data: resource, told: true },
  "deduction.advance_ended": { subject, data: resource, told: true },
} satisfies EventSpecs<DeductionEvent>;

function subject({ deduction: { deductionId, version, merchantNo } }: DeductionEvent): Subject {
  return { subjectId: deductionId, version, merchantNo };
}

type Charging = Extract<DeductionEvent, { type: "deduction.requested" | "deduction.sent" }>;

/**
 * Where it is charged and settled, and whose contract it is, must all be active, its channel open, and whoever pays not on
 * the block list.
 */
function maySend({ contract, deduction, payer }: Charging) {
  const { merchantNo, settleMerchantNo, channel } = deduction;
  const numbers = [merchantNo, contract.merchantNo, settleMerchantNo ?? merchantNo];
  return {
    contract_active: contract.contractId,
    merchants_active: [...new Set(numbers)],
    channel_open: channel,
    payer_not_blocked: payer,
  };
}

/** Within what its person allows themselves; by an agreement where it is another number's than the contract's own. */
function mayCharge(event: Charging): Holds {
  const { deduction: { merchantNo, settleMerchantNo, day, amount: { fen } }, contract } = event;
  const { contractId, consumerId, merchantNo: owner, sharingAgreementId: agreementId } = contract;
  const shared = merchantNo !== owner || (settleMerchantNo ?? owner) !== owner;
  return {
    ...maySend(event),
    within_own_limits: { contractId, consumerId, day, fen },
    ...(shared ? { sharing_in_force: { agreementId, day } } : {}),
  };
}

function step({ deduction }: DeductionEvent) {
  return { contract_id: deduction.contractId, amount: deduction.amount.fen };
}

function resource({ deduction, leftToday }: DeductionEvent) {
  return deductionResource(deduction, leftToday);
}
