import { type Actor, byChannel } from "../actor.ts";
import { advance as advanceArrear, type Arrear } from "../arrear/arrear.ts";
import { digestCard } from "../block/digest_card.ts";
import { type ListedAs, nobodyListed } from "../block/listed_as.ts";
import type { PaymentOutcome, StartOutcome } from "../channel/outcome.ts";
import { differsIn, type NoticeFactsDiffer } from "../channel/notice_facts.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { ChannelOrderNo, EventId, MerchantNo, RefundId } from "../id.ts";
import { cardDay, type LimitDay } from "../limit/daily_limit.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import { feeOn } from "../fee/fee_on.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { type Money, noMoney, sameMoney } from "../money.ts";
import { dailyCaps } from "../method/verification.ts";
import { advance as advanceOrder, type Order } from "../order/order.ts";
import type { LatePayment } from "../order/order_store.ts";
import { newRefund } from "../refund/new_refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { advance, type Payment, type PaymentSignal } from "./payment.ts";

export interface RecordOutcome {
  readonly channelOrderNo: ChannelOrderNo;
  readonly outcome: PaymentOutcome;
  /** What the channel says was paid; an amount that differs from ours changes nothing. */
  readonly amount: Money | undefined;
  /** For whom and when it was sent, where the channel says so; to the second. */
  readonly merchantNo?: MerchantNo;
  readonly sentAt?: Instant;
}

export type RecordOutcomeRefusal =
  | NoticeFactsDiffer
  | { readonly code: "payment_not_found"; readonly channel_order_no: string }
  | { readonly code: "amount_differs"; readonly expected: number; readonly got: number };

export interface PaymentWithOrder {
  readonly payment: Payment;
  readonly order: Order;
  /** Of the order: money that had come over its card's day and gone back. */
  readonly late: readonly LatePayment[];
  readonly merchant: Merchant;
  /** What the number pays of what is paid to it now, if that was agreed on. */
  readonly fees: FeeAgreement | undefined;
  /** What the order pays, if it is for something owed. */
  readonly arrear?: Arrear | undefined;
}

/** The day of the card that paid, with its use. */
interface CardUse {
  readonly counter: LimitDay;
  readonly spent: Money;
}

/**
 * What may keep money of this card from settling the order. It is read only when the write did not go through: until then
 * the day counts nothing, and the card is on no list.
 */
interface CardFacts {
  readonly card: CardUse | undefined;
  readonly payer: ListedAs;
  readonly blocked: boolean;
}

/**
 * Records what a channel said about a payment, from a notice or a query, in any order and any number of times: one
 * payment settles the order, other money is late and its refund is part of the same commit, a success is never
 * undone. What passes over a static code's day of a card, or comes from a card on the block list, settles nothing either
 * and goes back, and the order stays open.
 */
export async function recordOutcome(
  deps: Deps,
  command: RecordOutcome,
): Promise<Result<Payment, RecordOutcomeRefusal>> {
  const { channelOrderNo: no, amount } = command;
  const [payment, found, merchant, fees] = await deps.load(
    deps.payments.byChannelOrderNo(no),
    deps.orders.ofPayment(no),
    deps.merchants.ofPayment(no),
    deps.feeAgreements.ofPayment(no, deps.now()),
  );
  if (!payment || !found || !merchant) {
    return rejected({ code: "payment_not_found", channel_order_no: no });
  }
  if (amount !== undefined && !sameMoney(amount, payment.amount)) {
    const expected = payment.amount.fen;
    deps.log.error("channel notice with a different amount: needs manual follow-up", {
      no,
      expected,
      got: amount.fen,
    });
    return rejected({ code: "amount_differs", expected, got: amount.fen });
  }
  const differs = differsIn(command, { ...payment, sentAt: payment.createdAt });
  if (differs) return rejected(differs);
  return ok(await commitOutcome(deps, { ...found, payment, merchant, fees }, command.outcome));
}

/** Decides and commits an outcome on the facts at hand; after a conflict it decides again on fresh ones. */
export function commitOutcome(
  deps: Deps,
  facts: PaymentWithOrder,
  outcome: StartOutcome,
): Promise<Payment> {
  return retryOnConflict(async (again) => {
    const counter = await cardDayOf(deps, facts, outcome);
    const payer = await payerOf(deps, outcome);
    const known = again
      ? await fresh(deps, facts, { counter, payer })
      : { ...facts, card: counter && { counter, spent: noMoney }, payer, blocked: false };
    const arrear = await arrearOf(deps, facts.order);
    const { payment, events } = decide({ ...known, arrear }, outcome, {
      now: deps.now(),
      refundId: deps.newId("rfd"),
      newEventId: () => deps.newId("evt"),
      by: byChannel(facts.payment.channel),
    });
    await deps.commit(events);
    tell(deps, events);
    return payment;
  });
}

/** Of an order that was opened to pay one. */
export async function arrearOf(deps: Deps, { arrearId }: Order): Promise<Arrear | undefined> {
  if (arrearId === undefined) return undefined;
  const [arrear] = await deps.load(deps.arrears.byId(arrearId));
  return arrear;
}

async function fresh(
  deps: Deps,
  { payment, order, merchant, fees }: PaymentWithOrder,
  { counter, payer }: { readonly counter: LimitDay | undefined; readonly payer: ListedAs },
): Promise<PaymentWithOrder & CardFacts> {
  const [latest, found, blockedBy, use] = await deps.load(
    deps.payments.byId(payment.paymentId),
    deps.orders.byId(order.orderId),
    deps.blocks.findsBy(payer),
    ...(counter ? [deps.limits.ofDay(counter)] : []),
  );
  if (!latest || !found) throw new TypeError(`Cannot find payment ${payment.paymentId} again`);
  const card = counter && { counter, spent: use?.spent ?? noMoney };
  return { ...found, payment: latest, merchant, fees, card, payer, blocked: blockedBy.length > 0 };
}

/** As the list would know the card that the channel names. */
async function payerOf({ vault }: Deps, outcome: StartOutcome): Promise<ListedAs> {
  if (outcome.type !== "succeeded" || outcome.cardToken === undefined) return nobodyListed;
  return { consumerId: undefined, cards: [await digestCard(vault, outcome.cardToken)] };
}

/** Only an order that a link opened is paid by a static code. The token itself is not kept. */
async function cardDayOf(
  deps: Deps,
  { payment, order }: PaymentWithOrder,
  outcome: StartOutcome,
): Promise<LimitDay | undefined> {
  if (order.linkId === undefined) return undefined;
  if (outcome.type !== "succeeded" || outcome.cardToken === undefined) return undefined;
  const digest = await deps.vault.mac("card", `${payment.channel} ${outcome.cardToken}`);
  return cardDay(digest, payment);
}

function tell(deps: Deps, events: readonly DomainEvent[]): void {
  if (events.length === 0) return;
  deps.nudge("deliver_webhooks");
  if (events.some((each) => each.type === "refund.requested")) deps.nudge("send_refunds");
}

export interface OutcomeDecision {
  readonly payment: Payment;
  readonly events: readonly DomainEvent[];
}

export function decide(
  { payment, order, late, merchant, fees, arrear, card, payer = nobodyListed, blocked = false }:
    & PaymentWithOrder
    & Partial<CardFacts>,
  outcome: StartOutcome,
  given: {
    readonly now: Instant;
    readonly refundId: RefundId;
    readonly newEventId: () => EventId;
    /** Who says so. */
    readonly by: Actor;
  },
): OutcomeDecision {
  const at = merchantNow(merchant, given.now);
  const signal = signalOf(outcome, { payment, order, arrear, card, blocked }, at);
  const next = signal && advance(payment, signal);
  // A repeat, or less than we know: nothing changes.
  if (!next?.ok) return { payment, events: [] };

  const after = next.value;
  const step = (happening: EventBody): DomainEvent => ({
    ...happening,
    eventId: given.newEventId(),
    at,
    by: given.by,
  });
  switch (after.state) {
    case "processing":
      return {
        payment: after,
        events: [step({ type: "payment.launched", payment: after, order })],
      };
    case "failed":
      return { payment: after, events: [step({ type: "payment.failed", payment: after, order })] };
    case "succeeded": {
      const failedAt = payment.state === "failed" ? payment.failedAt : undefined;
      const paid = after.settles
        ? advanceOrder(order, { type: "paid", at, paymentId: after.paymentId })
        : undefined;
      if (paid?.ok && paid.value.state === "paid") {
        const fee = feeOn(after.amount, fees, { cardType: after.cardType, at });
        return {
          payment: after,
          events: [
            step({ type: "payment.succeeded", payment: after, order, payer, failedAt, fee }),
            step({ type: "order.paid", order: paid.value, payment: after, late }),
            ...settled(arrear, after, at).map(step),
          ],
        };
      }
      // Money that settled nothing goes back.
      const refund = newRefund(
        {
          refundId: given.refundId,
          settleMerchantNo: order.settleMerchantNo,
          // The number is ours, so it can be asked only once.
          merchantRefundNo: `late-${after.paymentId}`,
          amount: after.amount,
          reason: undefined,
          cause: "late_payment",
        },
        after,
        at,
      );
      return {
        payment: after,
        events: [
          step({ type: "payment.succeeded_late", payment: after, order, failedAt }),
          step({ type: "refund.requested", refund }),
        ],
      };
    }
  }
}

/** In the same commit, so that nobody charges it again. */
function settled(
  arrear: Arrear | undefined,
  { orderId, paymentId }: Payment,
  at: Instant,
): readonly EventBody[] {
  const settledBy = { by: "checkout", orderId, paymentId } as const;
  const next = arrear && advanceArrear(arrear, { type: "settled", at, settledBy });
  return next?.ok ? [{ type: "arrear.settled", arrear: next.value }] : [];
}

interface Judged {
  readonly payment: Payment;
  readonly order: Order;
  readonly arrear: Arrear | undefined;
  readonly card: CardUse | undefined;
  readonly blocked: boolean;
}

function signalOf(
  outcome: StartOutcome,
  { payment, order, arrear, card, blocked }: Judged,
  at: Instant,
): PaymentSignal | undefined {
  switch (outcome.type) {
    case "unclear":
      return undefined;
    case "launched":
      return { type: "launched", launch: outcome.launch };
    case "failed":
      return { type: "failed", reason: outcome.reason, at };
    case "succeeded": {
      const open = order.state === "open" && (arrear?.state ?? "owed") === "owed";
      const cardBlocked = open && blocked;
      const fits = card === undefined || fitsDay(payment.amount, card);
      return {
        ...outcome,
        at,
        settles: open && !blocked && fits,
        cardDay: open && !blocked ? card?.counter : undefined,
        cardBlocked,
      };
    }
  }
}

function fitsDay(amount: Money, { counter, spent }: CardUse): boolean {
  return spent.fen + amount.fen <= dailyCaps[counter.tier].fen;
}
