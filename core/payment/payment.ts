import type { ChannelName, Launch } from "../channel/channel.ts";
import type { ChannelOrderNo, MerchantNo, OrderId, PaymentId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { LimitDay } from "../limit/daily_limit.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import { type Money, noMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, between, type Duration, hours, type Instant, minutes } from "../time.ts";

export type PaymentState = "created" | "processing" | "succeeded" | "failed";
export type PaymentSignalType = "sent" | "launched" | "queried" | "succeeded" | "failed";

/** Late money is still money: success outranks a failure we were told or decided before. */
export const paymentMachine: Machine<PaymentState, PaymentSignalType> = {
  created: { sent: "processing" },
  processing: {
    launched: "processing",
    queried: "processing",
    succeeded: "succeeded",
    failed: "failed",
  },
  succeeded: {},
  failed: { succeeded: "succeeded" },
};

/** Why a channel or the payer said no, in the field's words. */
export const failureReasons = [
  "insufficient_funds",
  "declined_by_bank",
  "card_expired",
  "card_restricted",
  "limit_exceeded_at_bank",
  "wrong_password",
  "risk_refused",
  "cancelled_by_payer",
  "expired_at_channel",
  "refused_by_channel",
  "unknown_at_channel",
] as const;
export type FailureReason = (typeof failureReasons)[number];

export type CardType = "debit" | "credit";

export interface PaymentFacts {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly merchantNo: MerchantNo;
  readonly amount: Money;
  readonly method: MethodName;
  readonly flow: Flow;
  readonly channel: ChannelName;
  readonly channelOrderNo: ChannelOrderNo;
  /** Keyed digest of the device that started it: another device is shown "another device is paying". */
  readonly device: string | undefined;
  /** The daily limit it uses up until it fails; undefined where no limit of ours holds. */
  readonly countsAgainst: LimitDay | undefined;
  readonly createdAt: Instant;
  readonly version: number;
}

export type PaymentStanding =
  | { readonly state: "created" }
  | {
    readonly state: "processing";
    readonly sentAt: Instant;
    /** When the channel may next be asked; absent when 24 h have passed and a person must look. */
    readonly queryAfter: Instant | undefined;
    readonly queries: number;
    /** Where the payer goes on; absent until the channel has answered. */
    readonly launch: Launch | undefined;
  }
  | ({ readonly state: "succeeded" } & Succeeded)
  | { readonly state: "failed"; readonly reason: FailureReason; readonly failedAt: Instant };

export interface Succeeded {
  readonly succeededAt: Instant;
  /** True when this payment settled its order; false when it came too late and is returned. */
  readonly settles: boolean;
  readonly channelTxnNo: string;
  /** Only a synchronous in-app result tells debit from credit. */
  readonly cardType: CardType | undefined;
  readonly cardLastFour: string | undefined;
  /** Refunds asked for and not failed; never above `amount`. */
  readonly refundReserved: Money;
  /** Refunds that succeeded. */
  readonly refunded: Money;
}

export type Payment = PaymentFacts & PaymentStanding;

export type PaymentSignal =
  /** Committed before the call: a lost reply loses nothing. */
  | { readonly type: "sent"; readonly at: Instant }
  | { readonly type: "launched"; readonly launch: Launch }
  | { readonly type: "queried"; readonly at: Instant }
  | {
    readonly type: "succeeded";
    readonly at: Instant;
    readonly settles: boolean;
    readonly channelTxnNo: string;
    readonly cardType: CardType | undefined;
    readonly cardLastFour: string | undefined;
  }
  | { readonly type: "failed"; readonly at: Instant; readonly reason: FailureReason };

export type PaymentRefusal = {
  readonly code: "payment_signal_refused";
  readonly payment_id: PaymentId;
  readonly state: PaymentState;
  readonly signal: PaymentSignalType;
};

/** UnionPay's manual: wait for the notice; an earlier query reads a stale answer, frequent ones get blocked. */
export const NOTICE_GRACE: Duration = minutes(5);
/** After this long without an answer nobody asks by program any more: a person looks. */
export const QUERY_FOR_MAX: Duration = hours(24);

/** The payment after `signal`, one version further, or the cell of the table that is empty. */
export function advance(payment: Payment, signal: PaymentSignal): Result<Payment, PaymentRefusal> {
  if (!paymentMachine[payment.state][signal.type]) {
    return rejected({
      code: "payment_signal_refused",
      payment_id: payment.paymentId,
      state: payment.state,
      signal: signal.type,
    });
  }
  const facts: PaymentFacts = { ...factsOf(payment), version: payment.version + 1 };
  switch (signal.type) {
    case "sent":
      return ok({
        ...facts,
        state: "processing",
        sentAt: signal.at,
        queryAfter: after(signal.at, NOTICE_GRACE),
        queries: 0,
        launch: undefined,
      });
    case "launched":
      return ok({ ...facts, ...processing(payment), launch: signal.launch });
    case "queried":
      return ok({ ...facts, ...afterQuery(processing(payment), signal.at) });
    case "succeeded":
      return ok({
        ...facts,
        state: "succeeded",
        succeededAt: signal.at,
        settles: signal.settles,
        channelTxnNo: signal.channelTxnNo,
        cardType: signal.cardType,
        cardLastFour: signal.cardLastFour,
        refundReserved: noMoney,
        refunded: noMoney,
      });
    case "failed":
      return ok({ ...facts, state: "failed", reason: signal.reason, failedAt: signal.at });
  }
}

type Processing = Extract<PaymentStanding, { state: "processing" }>;

function processing(payment: Payment): Processing {
  if (payment.state !== "processing") throw new TypeError("Cannot read a launch: not processing");
  const { state, sentAt, queryAfter, queries, launch } = payment;
  return { state, sentAt, queryAfter, queries, launch };
}

/** Asked after 5 minutes, then 10, 20, 40 … later each time, for at most 24 hours [manual of 无感支付]. */
function afterQuery(standing: Processing, at: Instant): Processing {
  const queries = standing.queries + 1;
  const wait = (NOTICE_GRACE * 2 ** queries) as Duration;
  const next = after(at, wait);
  const queryAfter = between(standing.sentAt, next) <= QUERY_FOR_MAX ? next : undefined;
  return { ...standing, queries, queryAfter };
}

function factsOf(payment: Payment): PaymentFacts {
  const { paymentId, orderId, merchantNo, amount, method, flow, channel } = payment;
  const { channelOrderNo, device, countsAgainst, createdAt, version } = payment;
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
  };
}

/** Flows in which nobody confirmed, as when an app did not open: another one is offered next. */
export function triedInVain(payments: readonly Payment[]): readonly Flow[] {
  return payments.flatMap((each) =>
    each.state === "failed" && unconfirmed.includes(each.reason) ? [each.flow] : []
  );
}

const unconfirmed: readonly FailureReason[] = ["cancelled_by_payer", "expired_at_channel"];
