import type { Actor } from "../actor.ts";
import type { ListedAs } from "../block/listed_as.ts";
import type { DomainEvent } from "../event.ts";
import {
  type ArrearId,
  channelOrderNo,
  type ContractId,
  type DeductionId,
  type DeductionNoticeId,
  type EventId,
  type MerchantNo,
} from "../id.ts";
import { add, type Money } from "../money.ts";
import { after, type Instant } from "../time.ts";
import type { Chargeable } from "./chargeable.ts";
import type { Deduction } from "./deduction.ts";
import { leftOf } from "./left_today.ts";
import { FIRST_POLL } from "./poll_guard.ts";

/** What a merchant asks for; with the merchant order number the same request is the same deduction. */
export interface DeductionRequest {
  readonly contractId: ContractId;
  readonly merchantOrderNo: string;
  readonly amount: Money;
  readonly subject: string;
  readonly settleMerchantNo: MerchantNo | undefined;
  /** What it tries again. */
  readonly arrearId?: ArrearId;
}

export interface Deducted {
  readonly deduction: Deduction;
  readonly leftToday: Money;
  readonly replayed: boolean;
  readonly events: readonly DomainEvent[];
}

/** The deduction of an allowed charge, as recorded at `at` (the merchant's clock). */
export function newDeduction(
  request: DeductionRequest,
  { contract, merchant, today, usedToday }: Chargeable,
  given: {
    readonly deductionId: DeductionId;
    readonly eventId: EventId;
    readonly at: Instant;
    readonly noticeId: DeductionNoticeId | undefined;
    readonly payer: ListedAs;
    readonly by: Actor;
  },
): Deducted {
  const { deductionId, eventId, at, noticeId, payer, by } = given;
  const { amount } = request;
  const deduction: Deduction = {
    deductionId,
    contractId: contract.contractId,
    merchantNo: merchant.merchantNo,
    merchantOrderNo: request.merchantOrderNo,
    settleMerchantNo: request.settleMerchantNo,
    amount,
    subject: request.subject,
    arrearId: request.arrearId,
    channel: contract.channel,
    channelOrderNo: channelOrderNo(deductionId),
    day: today,
    createdAt: at,
    version: 1,
    state: "requested",
    nextPollAt: after(at, FIRST_POLL),
  };
  const leftToday = leftOf(contract, add(usedToday, amount));
  const event: DomainEvent = {
    type: "deduction.requested",
    deduction,
    contract,
    leftToday,
    noticeId,
    payer,
    payee: merchant.name,
    eventId,
    at,
    by,
  };
  return { deduction, leftToday, replayed: false, events: [event] };
}
