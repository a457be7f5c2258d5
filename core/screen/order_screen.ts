import {
  CLAIM_HOLD,
  type DynamicCode,
  heldClaim,
  renewsAt,
  rotationAt,
} from "../dynamic_code/dynamic_code.ts";
import type { Money } from "../money.ts";
import { isUnclear, type LateMoney, lateMoney, UNCLEAR_AFTER } from "../order/checkout.ts";
import type { Order } from "../order/order.ts";
import type { Payment } from "../payment/payment.ts";
import { after, type Duration, type Instant, seconds } from "../time.ts";

/** How long a screen says that an attempt failed; then the code returns. */
const FAILED_SHOWN: Duration = seconds(10);
const ENDING_CHARACTERS = 4;

/** What a shop's screen shows of one order. Nothing about the payer: not who, not which card, not why it failed. */
export type ScreenShow =
  /** The code of `rotation`; the next one replaces it at `changesAt`. */
  | { readonly state: "showing"; readonly rotation: number; readonly changesAt: Instant }
  /** A phone holds the code; unless it pays, the code returns at `changesAt`. */
  | { readonly state: "scanned"; readonly changesAt: Instant }
  | { readonly state: "paying"; readonly changesAt?: Instant }
  /** 30 s without an answer, or an attempt outlived its order: money may have moved. */
  | { readonly state: "unclear" }
  | { readonly state: "paid"; readonly amount: Money; readonly orderNoEnding: string }
  /** Refunded in full. */
  | { readonly state: "refunded"; readonly amount: Money; readonly orderNoEnding: string }
  | { readonly state: "failed"; readonly changesAt: Instant }
  /** `late`: money that settled nothing and is being refunded. */
  | { readonly state: "expired" | "closed"; readonly late: LateMoney | undefined };

export interface ShownFacts {
  readonly order: Order;
  /** Oldest first. */
  readonly payments: readonly Payment[];
  /** Exists from the moment an open order is first shown. */
  readonly code: DynamicCode | undefined;
}

/** What the screen shows at `now`, which is on the merchant's clock like every time here. */
export function showOf({ order, payments, code }: ShownFacts, now: Instant): ScreenShow {
  const inFlight = payments.find((each) => each.state === "processing");
  switch (order.state) {
    case "open":
      if (inFlight) return payingOf(inFlight, now);
      // An order can be past its time before anything has marked it.
      if (order.expiresAt <= now) return { state: "expired", late: undefined };
      return waitingOf(payments, code, now);
    case "paid":
      return paidOf(order, payments);
    case "expired":
    case "closed":
      return inFlight ? { state: "unclear" } : { state: order.state, late: lateMoney(payments) };
  }
}

function payingOf(payment: Extract<Payment, { state: "processing" }>, now: Instant): ScreenShow {
  if (isUnclear(payment, now)) return { state: "unclear" };
  const changesAt = after(payment.sentAt, UNCLEAR_AFTER);
  // By a bound card it changes with what is heard of it, and not by time.
  return changesAt <= now ? { state: "paying" } : { state: "paying", changesAt };
}

function waitingOf(
  payments: readonly Payment[],
  code: DynamicCode | undefined,
  now: Instant,
): ScreenShow {
  if (!code) throw new TypeError("Cannot show: an open order without its code");
  const claim = heldClaim(code, payments, now);
  const failedUntil = lastFailure(payments, claim?.at);
  if (failedUntil !== undefined && now < failedUntil) {
    return { state: "failed", changesAt: failedUntil };
  }
  if (claim) return { state: "scanned", changesAt: after(claim.at, CLAIM_HOLD) };
  return { state: "showing", rotation: rotationAt(code, now), changesAt: renewsAt(code, now) };
}

/** Until when the last attempt is shown as failed, unless a phone has scanned since. */
function lastFailure(payments: readonly Payment[], claimedAt: Instant | undefined) {
  const last = payments.at(-1);
  if (last?.state !== "failed") return undefined;
  if (claimedAt !== undefined && last.failedAt < claimedAt) return undefined;
  return after(last.failedAt, FAILED_SHOWN);
}

function paidOf(
  order: Extract<Order, { state: "paid" }>,
  payments: readonly Payment[],
): ScreenShow {
  const settling = payments.find((each) => each.paymentId === order.settledPaymentId);
  if (settling?.state !== "succeeded") throw new TypeError("Cannot show: paid without a payment");
  const refunded = settling.refunded.fen >= order.amount.fen;
  return {
    state: refunded ? "refunded" : "paid",
    amount: order.amount,
    orderNoEnding: endingOf(order.merchantOrderNo),
  };
}

/** The last letters and digits, which two people can compare; a number of punctuation alone keeps it. */
export function endingOf(orderNo: string): string {
  const spoken = orderNo.replace(/[^0-9A-Za-z]/g, "");
  return (spoken || orderNo).slice(-ENDING_CHARACTERS);
}

/** What is shown, as two keys: a poll that has seen `mark` gets 204, and each `said` is spoken once. */
export interface Marks {
  /** Changes whenever anything shown changes. */
  readonly mark: string;
  /** Stays the same while only the code renews. */
  readonly said: string;
}

export function marksOf({ order, payments }: ShownFacts, show: ScreenShow): Marks {
  const said = `${order.orderId}.${show.state}`;
  switch (show.state) {
    case "showing":
      return { said, mark: `${said}.${show.rotation}` };
    case "failed":
      return { said: `${said}.${payments.length}`, mark: `${said}.${payments.length}` };
    case "expired":
    case "closed":
      return { said, mark: show.late ? `${said}.late` : said };
    case "scanned":
    case "paying":
    case "unclear":
    case "paid":
    case "refunded":
      return { said, mark: said };
  }
}
