import type { Merchant } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import type { MethodOffer } from "../method/rank_methods.ts";
import type { Money } from "../money.ts";
import {
  abandonedAt,
  type AwaitingCode,
  awaitsCode,
  codeEndsAt,
  type Payment,
  type ReturnReason,
  returnReason,
} from "../payment/payment.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import { after, between, type Duration, type Instant, minutes, seconds } from "../time.ts";
import type { RailOffer } from "../transfer/rail.ts";
import type { SucceededRefund } from "../refund/refund.ts";
import type { Order } from "./order.ts";

/** Everything a checkout page needs, decided; the page only puts it into words. */
export interface Checkout {
  readonly order: Order;
  readonly merchant: Merchant;
  readonly client: ClientKind;
  /** Of whoever is signed in, where it can pay this; `available` once the wallet app has said so. */
  readonly balance: { readonly available: Money | undefined } | undefined;
  /** In rank order; empty once nothing can be paid here. */
  readonly offers: readonly MethodOffer[];
  readonly standing: CheckoutStanding;
  /** It could be paid, but the operator has stopped its channel for a while. */
  readonly paused: boolean;
  /** Money that settled nothing and is being refunded; absent when there is none. */
  readonly late: LateMoney | undefined;
  /** Nobody asks the channel about an unclear payment any more; the shop and the operator have been told. */
  readonly askingEnded: boolean;
  /** When the channel was last asked about the payment in progress; undefined without one. */
  readonly askedAt: Instant | undefined;
  /** Of an open order that is paid by bank transfer: what carries its amount, the best first. */
  readonly rails: readonly RailOffer[];
  /** What has gone back of the payment that settled the order: the latest few, newest first. */
  readonly refunds: readonly SucceededRefund[];
  /** Changes whenever anything shown changes: a poll that has seen it gets 204. See `faceOf`. */
  readonly mark: string;
}

/** Money that settled nothing, and why. */
export interface LateMoney {
  readonly amount: Money;
  readonly reason: ReturnReason;
}

type Processing = Extract<Payment, { state: "processing" }>;
type Succeeded = Extract<Payment, { state: "succeeded" }>;

export type CheckoutStanding =
  | { readonly state: "payable" }
  /** The last attempt took no money; another may start. `own`: this device made it. */
  | {
    readonly state: "failed";
    readonly reason: FailureReason;
    readonly own: boolean;
    /** It was the wallet app that said no, and no bank. */
    readonly byBalance?: boolean;
  }
  /** The last attempt passed over its card's day of a static code and is being refunded; another card may pay. */
  /** The card that paid could not; the order waits for another one. */
  | { readonly state: "sent_back"; readonly late: LateMoney }
  /** This device's attempt; `unclear` after 30 s without an answer. Never offer to pay now. */
  | AwaitsCode
  | InProgress<"processing">
  | InProgress<"other_device">
  /** `recent`: paid so lately that its page still waits for a refund. */
  | {
    readonly state: "paid";
    readonly payment: Succeeded;
    readonly refunded: Money;
    readonly recent: boolean;
  }
  /** `safe`: every payment of the order is known to have taken no money. */
  | { readonly state: "expired"; readonly safe: boolean }
  | { readonly state: "closed"; readonly safe: boolean };

/** This device's attempt by a bound card: nothing moves before its code is typed here, in time. */
interface AwaitsCode {
  readonly state: "awaits_code";
  readonly payment: AwaitingCode;
  readonly late: boolean;
  /** By the merchant's clock, by which the code ends. */
  readonly now: Instant;
}

interface InProgress<State> {
  readonly state: State;
  readonly payment: Processing;
  readonly unclear: boolean;
  /** Without progress for so long that any viewer may close it. */
  readonly abandoned: boolean;
}

/** After this long without an answer the page says that the result is unknown. */
export const UNCLEAR_AFTER = seconds(30);

/** So long an open receipt listens for a refund; later it asks when it is looked at again. */
export const RECENT_FOR = minutes(30);

/** What the page shows of an order and all its payments (oldest first). */
export function standingOf(
  order: Order,
  payments: readonly Payment[],
  given: { readonly device: string | undefined; readonly now: Instant },
): CheckoutStanding {
  const inFlight = payments.find((each) => each.state === "processing");
  switch (order.state) {
    case "paid": {
      const payment = payments.find((each) => each.paymentId === order.settledPaymentId);
      if (payment?.state !== "succeeded") {
        throw new TypeError("Cannot show: paid without a payment");
      }
      const { refunded, succeededAt } = payment;
      const recent = refunded.fen < payment.amount.fen &&
        given.now < after(succeededAt, RECENT_FOR);
      return { state: "paid", payment, refunded, recent };
    }
    case "expired":
    case "closed":
      return { state: order.state, safe: inFlight === undefined };
    case "open": {
      if (inFlight) {
        const own = isOwn(inFlight, given.device);
        if (own && awaitsCode(inFlight)) {
          return {
            state: "awaits_code",
            payment: inFlight,
            late: given.now >= codeEndsAt(inFlight),
            now: given.now,
          };
        }
        const unclear = isUnclear(inFlight, given.now);
        const abandoned = given.now >= abandonedAt(inFlight);
        const state = own ? "processing" : "other_device";
        return { state, payment: inFlight, unclear, abandoned };
      }
      const last = payments.at(-1);
      if (last?.state === "failed") {
        const own = isOwn(last, given.device);
        const { reason, method } = last;
        return method === "balance"
          ? { state: "failed", reason, own, byBalance: true }
          : { state: "failed", reason, own };
      }
      const late = last && lateMoney([last]);
      return late ? { state: "sent_back", late } : { state: "payable" };
    }
  }
}

/** Sent with a code it is asked about from then on: the fifth question is half a minute later. */
const CODE_QUERIES = 5;

export function isUnclear({ flow, sentAt, queries }: Processing, now: Instant): boolean {
  return flow === "bound_card" ? queries >= CODE_QUERIES : between(sentAt, now) >= UNCLEAR_AFTER;
}

/** What a test helper started belongs to no browser. */
function isOwn({ device }: Payment, viewer: string | undefined): boolean {
  return device !== undefined && device === viewer;
}

/** How long until time alone changes what is shown, at `now` on the merchant's clock; undefined when it does not. */
export function changesIn({ standing }: Checkout, now: Instant): Duration | undefined {
  if (!("payment" in standing)) return undefined;
  if (standing.state === "paid") {
    const { recent, payment: { succeededAt } } = standing;
    return recent ? between(now, after(succeededAt, RECENT_FOR)) : undefined;
  }
  if (standing.state === "awaits_code") {
    return standing.late ? undefined : between(now, codeEndsAt(standing.payment));
  }
  const { payment, unclear, abandoned } = standing;
  if (!unclear && payment.flow !== "bound_card") {
    return between(now, after(payment.sentAt, UNCLEAR_AFTER));
  }
  return abandoned ? undefined : between(now, abandonedAt(payment));
}

/** The part of a checkout's `mark` that changes when its heading does, and not with the facts below it. */
export function faceOf(mark: string): string {
  return mark.slice(mark.lastIndexOf("-") + 1);
}

export function hasAskingEnded(payments: readonly Payment[]): boolean {
  return payments.some((each) => each.state === "processing" && each.queriesEndedAt !== undefined);
}

/** The latest money of this order that did not settle it and is being refunded. */
export function lateMoney(payments: readonly Payment[]): LateMoney | undefined {
  const payment = payments.findLast((each) => returnReason(each) !== undefined);
  const reason = payment && returnReason(payment);
  return reason && { amount: payment.amount, reason };
}

/** Whether the page asks to pay: for the first time, or again after an attempt that settled nothing. */
export function asksToPay({ state }: CheckoutStanding): boolean {
  return state === "payable" || state === "failed" || state === "sent_back";
}
