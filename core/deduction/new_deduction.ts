import type { DomainEvent } from "../event.ts";
import { channelOrderNo, type DeductionId, type DeductionNoticeId, type EventId } from "../id.ts";
import { add } from "../money.ts";
import { after, type Instant } from "../time.ts";
import type { Chargeable } from "./chargeable.ts";
import type { Deduct, Deducted } from "./deduct.ts";
import type { Deduction } from "./deduction.ts";
import { leftOf } from "./left_today.ts";
import { FIRST_POLL } from "./poll_guard.ts";

/** The deduction of a charge that may be made, as it is recorded at `at` (the merchant's clock). */
export function newDeduction(
  command: Deduct,
  { contract, merchant, today, usedToday }: Chargeable,
  given: {
    readonly deductionId: DeductionId;
    readonly eventId: EventId;
    readonly at: Instant;
    readonly noticeId: DeductionNoticeId | undefined;
  },
): Deducted {
  const { deductionId, eventId, at, noticeId } = given;
  const { amount } = command;
  const deduction: Deduction = {
    deductionId,
    contractId: contract.contractId,
    merchantNo: merchant.merchantNo,
    merchantOrderNo: command.merchantOrderNo,
    settleMerchantNo: command.settleMerchantNo,
    amount,
    subject: command.subject,
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
    eventId,
    at,
  };
  return { deduction, leftToday, replayed: false, events: [event] };
}
