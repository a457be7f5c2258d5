import type { CardType } from "../channel/card.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import type { Launch } from "../channel/outcome.ts";
import { asked, type Asking, type QuerySignal } from "../channel/query_ladder.ts";
import type { ChannelOrderNo, MerchantNo, OrderId, PaymentId } from "../id.ts";
import { type Machine, stepOf } from "../machine.ts";
import type { LimitDay } from "../limit/daily_limit.ts";
import type { VerifiedCounter } from "../limit/verified_limit.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import { type Money, noMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type Instant, minutes } from "../time.ts";

export type PaymentState = "processing" | "succeeded" | "failed";
export type PaymentSignalType =
  | "launched"
  | "confirmed"
  | "queried"
  | "queries_ended"
  | "succeeded"
  | "failed";

/** Late money is still money: a success overrules an earlier failure. */
export const paymentMachine = {
  processing: {
    launched: "processing",
    confirmed: "processing",
    queried: "processing",
    queries_ended: "processing",
    succeeded: "succeeded",
    failed: "failed",
  },
  succeeded: {},
  failed: { succeeded: "succeeded" },
} as const satisfies Machine<PaymentState, PaymentSignalType>;

/** Of one order: far more than a person needs; it keeps an order's page and its reads small. */
export const ATTEMPTS_MAX = 100;

export interface PaymentFacts {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly method: MethodName;
  readonly flow: Flow;
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  /** Keyed digest of the device that started it: others are told that the order is being paid on another device. */
  readonly device: string | undefined;
  /** The daily limit it counts against until it fails; undefined where we enforce none. */
  readonly countsAgainst: LimitDay | VerifiedCounter | undefined;
  readonly createdAt: Instant;
  readonly version: number;
  /** The head of the chain of its steps, as of the last commit; empty before the first. The commit of a step moves it. */
  readonly chain: string;
}

export type PaymentStanding =
  | Processing
  | ({ readonly state: "succeeded" } & Succeeded)
  | { readonly state: "failed"; readonly reason: FailureReason; readonly failedAt: Instant };

export type Processing = Asking & {
  readonly state: "processing";
  readonly sentAt: Instant;
  /** Where the payer goes on; absent until the channel has answered. */
  readonly launch: Launch | undefined;
};

export interface Succeeded {
  readonly succeededAt: Instant;
  /** True when this payment settled its order; false when it arrived too late and is refunded. */
  readonly settles: boolean;
  readonly channelTxnNo: string;
  /** Only a synchronous in-app result tells debit from credit. */
  readonly cardType: CardType | undefined;
  readonly cardLastFour: string | undefined;
  /** Less than `amount` when somebody gave the payer a discount; undefined where the channel does not say. */
  readonly paidByPayer: Money | undefined;
  /** MMDD, as the channel says it: statements are matched by it. */
  readonly clearingDay: string | undefined;
  /** The card's day it counts against, or would have passed over; only of a static code, and of a card that was named. */
  readonly cardDay: LimitDay | undefined;
  /** It settled nothing because its card is on the block list. */
  readonly cardBlocked: boolean;
  /** Refunds requested and not failed; never above `amount`. */
  readonly refundReserved: Money;
  /** Refunds that succeeded. */
  readonly refunded: Money;
  /** What the channel took back for its payer, less what it gave again; such money is not there to refund. */
  readonly chargedBack: Money;
}

export type Payment = PaymentFacts & PaymentStanding;

export type PaymentSignal =
  | { readonly type: "launched"; readonly launch: Launch }
  /** The payer has typed the code, which is sent once: committed before it is. */
  | { readonly type: "confirmed"; readonly queryAfter: Instant }
  | QuerySignal
  | {
    readonly type: "succeeded";
    readonly at: Instant;
    readonly settles: boolean;
    readonly channelTxnNo: string;
    readonly cardType: CardType | undefined;
    readonly cardLastFour: string | undefined;
    readonly paidByPayer?: Money | undefined;
    readonly clearingDay?: string | undefined;
    readonly cardDay: LimitDay | undefined;
    readonly cardBlocked: boolean;
  }
  | { readonly type: "failed"; readonly at: Instant; readonly reason: FailureReason };

export type PaymentRefusal = {
  readonly code: "payment_signal_refused";
  readonly payment_id: PaymentId;
  readonly state: PaymentState;
  readonly signal: PaymentSignalType;
};

/** A new payment, as it is committed before its channel is called: a lost response loses nothing. */
export function sentPayment(
  facts: Omit<PaymentFacts, "version" | "chain">,
  { at, queryAfter, launch }: {
    readonly at: Instant;
    readonly queryAfter: Instant;
    readonly launch?: Launch | undefined;
  },
): Payment {
  return {
    ...facts,
    version: 1,
    chain: "",
    state: "processing",
    sentAt: at,
    queryAfter,
    queries: 0,
    queriesEndedAt: undefined,
    launch,
  };
}

/** The payment after `signal`, one version later, or a refusal if the table has no such transition. */
export function advance(payment: Payment, given: PaymentSignal): Result<Payment, PaymentRefusal> {
  const step = stepOf(paymentMachine, payment, given);
  if (!step) {
    return rejected({
      code: "payment_signal_refused",
      payment_id: payment.paymentId,
      state: payment.state,
      signal: given.type,
    });
  }
  const facts: PaymentFacts = { ...factsOf(payment), version: payment.version + 1 };
  const { type, from, signal } = step;
  switch (type) {
    case "launched":
      return ok({ ...from, ...facts, launch: signal.launch });
    case "confirmed":
      return ok({
        ...from,
        ...facts,
        queryAfter: signal.queryAfter,
        queries: 0,
        queriesEndedAt: undefined,
        launch: undefined,
      });
    case "queried":
    case "queries_ended":
      return ok({ ...from, ...facts, ...asked(from, signal) });
    case "succeeded":
      return ok({
        ...facts,
        state: "succeeded",
        succeededAt: signal.at,
        settles: signal.settles,
        channelTxnNo: signal.channelTxnNo,
        cardType: signal.cardType,
        cardLastFour: signal.cardLastFour,
        paidByPayer: signal.paidByPayer,
        clearingDay: signal.clearingDay,
        cardDay: signal.cardDay,
        cardBlocked: signal.cardBlocked,
        refundReserved: noMoney,
        refunded: noMoney,
        chargedBack: noMoney,
      });
    case "failed":
      return ok({ ...facts, state: "failed", reason: signal.reason, failedAt: signal.at });
  }
}

function factsOf(payment: Payment): PaymentFacts {
  const { paymentId, orderId, merchantNo, amount, method, flow, channel } = payment;
  const { channelOrderNo, device, countsAgainst, createdAt, version, chain } = payment;
  return {
    paymentId,
    orderId,
    merchantNo,
    amount,
    method,
    flow,
    channel,
    channelOrderNo,
    device,
    countsAgainst,
    createdAt,
    version,
    chain,
  };
}

/** Why money that settled nothing goes back; undefined for any other payment. */
export type ReturnReason = "order_ended" | "daily_limit_exceeded" | "payer_blocked";
export function returnReason(payment: Payment): ReturnReason | undefined {
  if (payment.state !== "succeeded" || payment.settles) return undefined;
  if (payment.cardBlocked) return "payer_blocked";
  return payment.cardDay ? "daily_limit_exceeded" : "order_ended";
}

/** How long after its start an attempt without a result may be closed by any other holder of the page. */
export const ABANDONED_AFTER = minutes(3);

/** From when on somebody else may close this attempt, on the merchant's clock. */
export function abandonedAt({ createdAt }: Pick<Payment, "createdAt">): Instant {
  return after(createdAt, ABANDONED_AFTER);
}

/** Its payer has not typed the code yet, so nothing has been sent that could move money. */
export type AwaitingCode = Processing & PaymentFacts & {
  readonly launch: Extract<Launch, { readonly type: "pay_code" }>;
};

export function awaitsCode(payment: Payment): payment is AwaitingCode {
  return payment.state === "processing" && payment.launch?.type === "pay_code";
}

/** How long a code is taken: what is sent with it has to arrive in the payer's time at the channel. */
const CODE_LIFE = minutes(10);

export function codeEndsAt({ createdAt }: Pick<Payment, "createdAt">): Instant {
  return after(createdAt, CODE_LIFE);
}

/** Flows in which the payer did not confirm, as when an app did not open: another one is offered next. */
export function triedInVain(payments: readonly Payment[]): readonly Flow[] {
  return payments.flatMap((each) =>
    each.state === "failed" && unconfirmed.includes(each.reason) ? [each.flow] : []
  );
}

const unconfirmed: readonly FailureReason[] = ["cancelled_by_payer", "expired_at_channel"];
