import { type Actor, byChannel } from "../actor.ts";
import { type Debt, debtOf } from "../arrear/debt.ts";
import { followDeduction } from "../arrear/follow_deduction.ts";
import { differsIn, type NoticeFactsDiffer } from "../channel/notice_facts.ts";
import type { PaymentOutcome } from "../channel/outcome.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import { feeOn } from "../fee/fee_on.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { ArrearId, ChannelOrderNo, EventId, MerchantNo, RefundId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { type Money, sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { advance, type Deduction, type DeductionAdvance } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf, usedAfter } from "./left_today.ts";

export interface RecordDeductionOutcome {
  readonly channelOrderNo: ChannelOrderNo;
  readonly outcome: PaymentOutcome;
  /** What the channel says was charged; an amount that differs from ours changes nothing. */
  readonly amount: Money | undefined;
  /** For whom and when it was sent, where the channel says so; to the second. */
  readonly merchantNo?: MerchantNo;
  readonly sentAt?: Instant;
}

export type RecordDeductionOutcomeRefusal =
  | NoticeFactsDiffer
  | { readonly code: "deduction_not_found"; readonly channel_order_no: string }
  | { readonly code: "amount_differs"; readonly expected: number; readonly got: number };

/**
 * Records what a channel said about a deduction, in any order and any number of times. A failure gives the amount
 * back to its day; a success after it counts again, even over the limit, because the money has moved; a success is
 * never undone.
 */
export function recordDeductionOutcome(
  deps: Deps,
  { channelOrderNo: no, outcome, amount, ...said }: RecordDeductionOutcome,
): Promise<Result<Deduction, RecordDeductionOutcomeRefusal>> {
  return retryOnConflict(async () => {
    const [found, fees] = await deps.load(
      deps.deductions.byChannelOrderNo(no, deps.now()),
      deps.feeAgreements.ofDeduction(no, deps.now()),
    );
    if (!found) return rejected({ code: "deduction_not_found", channel_order_no: no });
    const { deduction } = found;
    if (amount !== undefined && !sameMoney(amount, deduction.amount)) {
      const expected = deduction.amount.fen;
      deps.log.error("channel notice with a different amount: needs manual follow-up", {
        no,
        expected,
        got: amount.fen,
      });
      return rejected({ code: "amount_differs", expected, got: amount.fen });
    }
    const { merchantNo } = deduction;
    const sentAt = deduction.state === "processing" ? deduction.sentAt : undefined;
    const differs = differsIn(said, { merchantNo, sentAt });
    if (differs) return rejected(differs);
    const decided = decideDeductionOutcome(found, outcome, {
      now: deps.now(),
      newEventId: () => deps.newId("evt"),
      by: byChannel(deduction.channel),
      fees,
      debt: await debtOf(deps, deduction),
      arrearId: deps.newId("arr"),
      refundId: deps.newId("rfd"),
    });
    await deps.commit(decided.events);
    if (decided.events.length > 0) deps.nudge("deliver_webhooks");
    deps.nudge("tell_consumers");
    if (decided.events.some(({ type }) => type === "refund.requested")) deps.nudge("send_refunds");
    return ok(decided.deduction);
  });
}

interface OutcomeDecision {
  readonly deduction: Deduction;
  readonly events: readonly DomainEvent[];
}

/** What `outcome` makes of the deduction; no event when it says nothing new. */
export function decideDeductionOutcome(
  found: FoundDeduction,
  outcome: PaymentOutcome,
  given: {
    readonly now: Instant;
    readonly newEventId: () => EventId;
    readonly by: Actor;
    /** What the number pays of a charge, if that was agreed on. */
    readonly fees?: FeeAgreement | undefined;
    /** What is owed for it, or what it tries again. */
    readonly debt: Debt | undefined;
    readonly arrearId: ArrearId;
    readonly refundId: RefundId;
  },
): OutcomeDecision {
  const { deduction, contract, merchant } = found;
  const at = merchantNow(merchant, given.now);
  const signal = signalOf(outcome, at);
  const next = signal && advance(deduction, signal);
  // A repeat, or less than we know: nothing changes.
  if (!next?.ok) return { deduction, events: [] };

  const type = next.value.state === "succeeded" ? "deduction.succeeded" : "deduction.failed";
  const leftToday = leftOf(contract, usedAfter(found, next.value));
  const failedAt = deduction.state === "failed" ? deduction.failedAt : undefined;
  const cardType = outcome.type === "succeeded" ? outcome.cardType : undefined;
  const fee = feeOn(deduction.amount, given.fees, { cardType, at });
  const ended = { deduction: next.value, contract };
  const events: readonly EventBody[] = [
    { type, ...ended, leftToday, failedAt, fee },
    ...followDeduction({ ...ended, debt: given.debt }, { ...given, at }),
  ];
  return {
    deduction: next.value,
    events: events.map((each) => ({ ...each, eventId: given.newEventId(), at, by: given.by })),
  };
}

function signalOf(outcome: PaymentOutcome, at: Instant): DeductionAdvance | undefined {
  switch (outcome.type) {
    case "unclear":
      return undefined;
    case "succeeded":
      return {
        type: "succeeded",
        channelTxnNo: outcome.channelTxnNo,
        advanced: outcome.advanced ?? false,
        at,
      };
    case "failed":
      return { type: "failed", reason: outcome.reason, at };
  }
}
