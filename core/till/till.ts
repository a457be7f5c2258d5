import type { ScreenId, SessionId, ShiftId } from "../id.ts";
import type { TillCaller } from "../merchant/caller.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { type Money, subtract } from "../money.ts";
import type { Order } from "../order/order.ts";
import type { Screen } from "../screen/screen.ts";
import { type Duration, hours, type Instant, minutes, seconds } from "../time.ts";

/** Whoever walks away leaves it unlocked for so long. Only what a person does counts, not a page that asks by itself. */
export const TILL_IDLE: Duration = minutes(5);
export const TILL_SESSION_LIFE: Duration = hours(12);
export const TILL_TOUCH_EVERY: Duration = seconds(20);

export type PairedScreen = Extract<Screen, { state: "paired" }>;
export type PaidOrder = Extract<Order, { state: "paid" }>;

/** The one browser in which a till is unlocked. Its token is kept as a digest. */
export interface TillSession {
  readonly sessionId: SessionId;
  readonly screenId: ScreenId;
  readonly tokenDigest: string;
  /** When somebody was there last. */
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

/** On the merchant's clock. */
export interface Shift {
  readonly shiftId: ShiftId;
  readonly screenId: ScreenId;
  readonly beganAt: Instant;
  readonly endedAt: Instant | undefined;
}

/** A till that somebody has unlocked, as of one read. */
export interface OpenTill {
  readonly screen: PairedScreen;
  readonly merchant: Merchant;
  readonly sessionId: SessionId;
  readonly seenAt: Instant;
  readonly shift: Shift | undefined;
}

/** One of a till's sales: an order it has shown, paid. */
export interface Sale {
  readonly order: PaidOrder;
  readonly refunded: Money;
  /** What no refund has taken or asked for yet. */
  readonly refundable: Money;
}

/** Where a page of sales ends; the next one goes on before it. */
export interface SalePlace {
  readonly paidAt: Instant;
  readonly orderId: Order["orderId"];
}

export interface Total {
  readonly count: number;
  readonly sum: Money;
}

/** From then on, and before then, on the merchant's clock. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export function callerAt({ screen, merchant, sessionId }: OpenTill): TillCaller {
  const { merchantNo } = merchant;
  return { type: "till", merchantNo, screenId: screen.screenId, within: sessionId };
}

/** What was asked to be refunded and has not gone back yet. */
export function onItsWay({ order, refunded, refundable }: Sale): Money {
  return subtract(subtract(order.amount, refunded), refundable);
}
