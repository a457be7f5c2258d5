import type { ChannelName, Launch } from "../channel/channel.ts";
import { asked, type Asking, type QuerySignal } from "../channel/query_ladder.ts";
import type { ChannelOrderNo, MerchantNo, OrderId, PaymentId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { LimitDay } from "../limit/daily_limit.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import { type Money, noMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";

export type PaymentState = "created" | "processing" | "succeeded" | "failed";
export type PaymentSignalType =
  | "sent"
  | "launched"
  | "queried"
  | "queries_ended"
  | "succeeded"
  | "failed";

/** Late money is still money: success outranks a failure we were told or decided before. */
export const paymentMachine: Machine<PaymentState, PaymentSignalType> = {
  created: { sent: "processing" },
  processing: {
    launched: "processing",
    queried: "processing",
    queries_ended: "processing",
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
  | { readonly type: "sent"; readonly at: Instant; readonly queryAfter: Instant }
  | { readonly type: "launched"; readonly launch: Launch }
  | QuerySignal
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

/** The payment after `signal`, one version further, or the cell of the table that is empty. */
export function advance(payment: Payment, signal: PaymentSignal): Result<Payment, PaymentRefusal> {
  const refused = rejected(
    {
      code: "payment_signal_refused",
      payment_id: payment.paymentId,
      state: payment.state,
      signal: signal.type,
    } as const,
  );
  if (!paymentMachine[payment.state][signal.type]) return refused;
  const facts: PaymentFacts = { ...factsOf(payment), version: payment.version + 1 };
  switch (signal.type) {
    case "sent":
      return ok({
        ...facts,
        state: "processing",
        sentAt: signal.at,
        queryAfter: signal.queryAfter,
        queries: 0,
        queriesEndedAt: undefined,
        launch: undefined,
      });
    case "launched":
      if (payment.state !== "processing") return refused;
      return ok({ ...payment, ...facts, launch: signal.launch });
    case "queried":
    case "queries_ended":
      if (payment.state !== "processing") return refused;
      return ok({ ...payment, ...facts, ...asked(payment, signal) });
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
