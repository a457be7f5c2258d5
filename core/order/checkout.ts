import type { Merchant } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import type { MethodOffer } from "../method/rank_methods.ts";
import type { Money } from "../money.ts";
import { abandonedAt, type Payment, type ReturnReason, returnReason } from "../payment/payment.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import { after, between, type Duration, type Instant, seconds } from "../time.ts";
import type { Order } from "./order.ts";

/** Everything a checkout page needs, decided; the page only puts it into words. */
export interface Checkout {
  readonly order: Order;
  readonly merchant: Merchant;
  readonly client: ClientKind;
  /** In rank order; empty once nothing can be paid here. */
  readonly offers: readonly MethodOffer[];
  readonly standing: CheckoutStanding;
  /** It could be paid, but the operator has stopped its channel for a while. */
  readonly paused: boolean;
  /** Money that settled nothing and is being refunded; absent when there is none. */
  readonly late: LateMoney | undefined;
  /** Nobody asks the channel about an unclear payment any more; the shop and the operator have been told. */
  readonly askingEnded: boolean;
  /** Changes whenever anything shown changes: a poll that has seen it gets 204. */
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
  /** The last attempt took no money; another may start. */
  | { readonly state: "failed"; readonly reason: FailureReason }
  /** The last attempt passed over its card's day of a static code and is being refunded; another card may pay. */
  | { readonly state: "over_limit"; readonly late: LateMoney }
  /** This device's attempt; `unclear` after 30 s without an answer. Never offer to pay now. */
  | { readonly state: "processing"; readonly payment: Processing; readonly unclear: boolean }
  | OtherDevice
  | { readonly state: "paid"; readonly payment: Succeeded; readonly refunded: Money }
  /** `safe`: every payment of the order is known to have taken no money. */
  | { readonly state: "expired"; readonly safe: boolean }
  | { readonly state: "closed"; readonly safe: boolean };

export interface OtherDevice {
  readonly state: "other_device";
  readonly payment: Processing;
  readonly unclear: boolean;
  /** Without progress for so long that this viewer may close it, too. */
  readonly abandoned: boolean;
}

/** After this long without an answer the page says that the result is unknown. */
export const UNCLEAR_AFTER = seconds(30);

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
      return { state: "paid", payment, refunded: payment.refunded };
    }
    case "expired":
    case "closed":
      return { state: order.state, safe: inFlight === undefined };
    case "open": {
      if (inFlight) {
        const unclear = between(inFlight.sentAt, given.now) >= UNCLEAR_AFTER;
        // What a test helper started belongs to no browser.
        const own = inFlight.device !== undefined && inFlight.device === given.device;
        if (own) return { state: "processing", payment: inFlight, unclear };
        const abandoned = given.now >= abandonedAt(inFlight);
        return { state: "other_device", payment: inFlight, unclear, abandoned };
      }
      const last = payments.at(-1);
      if (last?.state === "failed") return { state: "failed", reason: last.reason };
      const late = last && lateMoney([last]);
      return late ? { state: "over_limit", late } : { state: "payable" };
    }
  }
}

/** How long until time alone changes what is shown, at `now` on the merchant's clock; undefined when it does not. */
export function changesIn({ standing }: Checkout, now: Instant): Duration | undefined {
  if (!("payment" in standing) || standing.state === "paid") return undefined;
  const { payment, unclear } = standing;
  if (!unclear) return between(now, after(payment.sentAt, UNCLEAR_AFTER));
  if (standing.state !== "other_device" || standing.abandoned) return undefined;
  return between(now, abandonedAt(payment));
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
  return state === "payable" || state === "failed" || state === "over_limit";
}
