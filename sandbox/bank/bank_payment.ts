import type { ChannelOrderNo, MerchantNo } from "../../core/id.ts";
import type { Machine } from "../../core/machine.ts";
import type { Flow, MethodName } from "../../core/method/payment_method.ts";
import type { Money } from "../../core/money.ts";
import type { CardType } from "../../core/channel/card.ts";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import { ok, rejected, type Result } from "../../core/result.ts";
import { after, type Duration, type Instant } from "../../core/time.ts";
import { type Behaviour, type NamedCard, SLOW } from "./magic.ts";
import type { PaymentAnswer } from "../../core/channel/sandbox/messages.ts";

export type BankPaymentState = "waiting" | "paid" | "declined" | "cancelled" | "expired";
export type BankPaymentSignal = "paid" | "declined" | "cancelled" | "expired" | "hushed";

/** Money moves on one transition, and none leads out of the state after it: one payment, paid once. */
export const bankPaymentMachine: Machine<BankPaymentState, BankPaymentSignal> = {
  waiting: {
    paid: "paid",
    declined: "declined",
    cancelled: "cancelled",
    expired: "expired",
    hushed: "waiting",
  },
  paid: {},
  declined: {},
  cancelled: {},
  expired: {},
};

/** When the bank tells what it knows: now, from an instant on, once it is let go of, or never. */
export type Voice =
  | { readonly type: "open" }
  | { readonly type: "from"; readonly at: Instant }
  | { readonly type: "held" }
  | { readonly type: "silent" };

export interface BankPaymentFacts {
  readonly channelOrderNo: ChannelOrderNo;
  /** At least 128 random bits: whoever has it is the payer. */
  readonly token: string;
  readonly merchantNo: MerchantNo;
  readonly payee: string;
  readonly amount: Money;
  readonly subject: string;
  readonly method: MethodName;
  readonly flow: Flow;
  readonly sentAt: Instant;
  /** On the payee's clock. */
  readonly payBefore: Instant;
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly voice: Voice;
  readonly version: number;
  /** How far the payee's test clock is ahead of the bank's; read with the payment, never stored. */
  readonly clockOffset: Duration;
}

export type BankPaymentStanding =
  | { readonly state: "waiting" }
  | {
    readonly state: "paid";
    readonly endedAt: Instant;
    readonly txnNo: string;
    readonly cardType: CardType;
    readonly card: NamedCard;
  }
  | { readonly state: "declined"; readonly endedAt: Instant; readonly reason: CommonReason }
  | { readonly state: "cancelled"; readonly endedAt: Instant }
  | { readonly state: "expired"; readonly endedAt: Instant };

export type BankPayment = BankPaymentFacts & BankPaymentStanding;

/** What changed at the bank and what it will report. */
export interface BankStep {
  readonly payment: BankPayment;
  readonly what: string;
  /** One notice at each of these instants. */
  readonly noticesAt: readonly Instant[];
}

export type BankRefusal = {
  readonly code: "bank_payment_decided" | "bank_payment_expired";
  readonly state: BankPaymentState;
};

/** A payment reaches the bank, in time or not. */
export function arrive(payment: BankPayment, now: Instant): BankStep {
  if (!pastItsTime(payment, now)) return { payment, what: "arrived", noticesAt: [] };
  const expired = { ...factsOf(payment), state: "expired", endedAt: now } as const;
  return { payment: expired, what: "arrived expired", noticesAt: [] };
}

export interface Confirming {
  readonly now: Instant;
  readonly txnNo: string;
  readonly card: NamedCard;
}

/** The payer (or a magic amount) has decided: what the bank does, or that it was already decided or too late. */
export function confirm(
  payment: BankPayment,
  behaviour: Behaviour,
  given: Confirming,
): Result<BankStep, BankRefusal> {
  const { answer } = behaviour;
  const signal = answer.type === "none" ? "hushed" : answer.type;
  if (!bankPaymentMachine[payment.state][signal]) {
    return rejected({ code: "bank_payment_decided", state: payment.state });
  }
  if (pastItsTime(payment, given.now)) {
    return rejected({ code: "bank_payment_expired", state: payment.state });
  }
  const voice = voiceOf(behaviour, given.now);
  const facts = { ...factsOf(payment), voice, version: payment.version + 1 };
  const noticesAt = noticeTimes(voice, given.now, behaviour.notices);
  switch (answer.type) {
    case "none":
      return ok({ payment: { ...facts, state: "waiting" }, what: "silent", noticesAt: [] });
    case "declined": {
      const { reason } = answer;
      const declined = { ...facts, state: "declined", endedAt: given.now, reason } as const;
      return ok({ payment: declined, what: `declined ${reason}`, noticesAt });
    }
    case "paid": {
      const { cardType } = answer;
      const { txnNo, card, now: endedAt } = given;
      const paid = { ...facts, state: "paid", endedAt, txnNo, cardType, card } as const;
      return ok({ payment: paid, what: `paid ${cardType}`, noticesAt });
    }
  }
}

/** The portal asks that nobody can pay it any more. A silent bank does not say whether it agrees. */
export function cancel(payment: BankPayment, now: Instant): BankStep | undefined {
  if (payment.voice.type === "silent") return undefined;
  return end(payment, "cancelled", now);
}

/** Nobody paid in time. */
export function expire(payment: BankPayment, now: Instant): BankStep | undefined {
  if (payment.voice.type === "silent" || !pastItsTime(payment, now)) return undefined;
  return end(payment, "expired", now);
}

/** The bank tells of the money it has held back. */
export function release(payment: BankPayment, now: Instant): BankStep | undefined {
  if (payment.voice.type !== "held") return undefined;
  const released = { ...payment, voice: { type: "open" }, version: payment.version + 1 } as const;
  return { payment: released, what: "released", noticesAt: [now] };
}

/** What the bank says when queried. Waiting, holding back and keeping silent all look the same. */
export function answerOf(payment: BankPayment, now: Instant): PaymentAnswer {
  if (!speaks(payment.voice, now)) return { state: "waiting" };
  switch (payment.state) {
    case "waiting":
    case "cancelled":
    case "expired":
      return { state: payment.state };
    case "declined":
      return { state: "declined", reason: payment.reason };
    case "paid":
      return {
        state: "paid",
        txn_no: payment.txnNo,
        card_last_four: payment.card.lastFour,
        card_token: payment.card.token,
        ...(tellsCardType(payment.flow) ? { card_type: payment.cardType } : {}),
      };
  }
}

/** Whether the payer is too late, on the payee's clock. A silent bank never says so. */
export function pastItsTime(payment: BankPayment, now: Instant): boolean {
  return payment.state === "waiting" && payment.voice.type !== "silent" &&
    after(now, payment.clockOffset) >= payment.payBefore;
}

/** Only a result inside the app tells debit from credit [docs/sandbox.md]. */
function tellsCardType(flow: Flow): boolean {
  return flow === "in_app_control" || flow === "test_helper";
}

function speaks(voice: Voice, now: Instant): boolean {
  switch (voice.type) {
    case "open":
      return true;
    case "from":
      return now >= voice.at;
    case "held":
    case "silent":
      return false;
  }
}

function voiceOf(behaviour: Behaviour, now: Instant): Voice {
  switch (behaviour.voice) {
    case "slow":
      return { type: "from", at: after(now, SLOW) };
    case "open":
    case "held":
    case "silent":
      return { type: behaviour.voice };
  }
}

function noticeTimes(voice: Voice, now: Instant, copies: 1 | 2): readonly Instant[] {
  if (voice.type === "held" || voice.type === "silent") return [];
  const at = voice.type === "from" ? voice.at : now;
  return copies === 2 ? [at, at] : [at];
}

function end(
  payment: BankPayment,
  state: "cancelled" | "expired",
  now: Instant,
): BankStep | undefined {
  if (!bankPaymentMachine[payment.state][state]) return undefined;
  const facts = { ...factsOf(payment), version: payment.version + 1 };
  return { payment: { ...facts, state, endedAt: now }, what: state, noticesAt: [] };
}

function factsOf(payment: BankPayment): BankPaymentFacts {
  const { channelOrderNo, token, merchantNo, payee, amount, subject, method, flow } = payment;
  const { sentAt, payBefore, returnUrl, noticeUrl, voice, version, clockOffset } = payment;
  return {
    channelOrderNo,
    token,
    merchantNo,
    payee,
    amount,
    subject,
    method,
    flow,
    sentAt,
    payBefore,
    returnUrl,
    noticeUrl,
    voice,
    version,
    clockOffset,
  };
}
