import { cny } from "../../core/money.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { ClientKind } from "../../core/method/client.ts";
import { rankMethods } from "../../core/method/rank_methods.ts";
import {
  asksToPay,
  type Checkout,
  type CheckoutStanding,
  type LateMoney,
} from "../../core/order/checkout.ts";
import { advance as advanceOrder, type Order } from "../../core/order/order.ts";
import { advance, type Payment } from "../../core/payment/payment.ts";
import { after, minutes } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { must, openOrder, sentPayment, teaHouse } from "./fixtures.ts";

type Processing = Extract<Payment, { state: "processing" }>;
type Succeeded = Extract<Payment, { state: "succeeded" }>;

const WALLET = "https://portal.example/sandbox/wallet/9f3c2a1b7d5e4f60";
const later = after(START, minutes(2));

const order: Order = { ...openOrder, returnUrl: "https://teahouse.example/orders?from=pay" };
const sent = sentPayment as Processing;
const redirected: Processing = {
  ...sent,
  flow: "app_link",
  launch: { type: "redirect", url: WALLET },
};
const coded: Processing = { ...sent, launch: { type: "code", content: WALLET, url: WALLET } };
const succeeded = must(advance(sent, {
  type: "succeeded",
  at: later,
  settles: true,
  channelTxnNo: "202611200001",
  cardType: "debit",
  cardLastFour: "6222",
  cardDay: undefined,
})) as Succeeded;
const paidOrder = must(
  advanceOrder(order, { type: "paid", at: later, paymentId: succeeded.paymentId }),
);
const expiredOrder = must(advanceOrder(order, { type: "expired", at: order.expiresAt }));
const closedOrder = must(advanceOrder(order, { type: "closed", at: later }));

const late: LateMoney = { amount: order.amount, reason: "order_ended" };
const overLimit: LateMoney = { amount: order.amount, reason: "daily_limit_exceeded" };

interface Given {
  readonly order?: Order;
  readonly merchant?: Merchant;
  readonly client?: ClientKind;
  readonly late?: LateMoney;
  readonly askingEnded?: boolean;
  readonly paused?: boolean;
}

function checkout<S extends CheckoutStanding>(
  standing: S,
  given: Given = {},
): Checkout & { readonly standing: S } {
  const { merchant = teaHouse, client = "phone" } = given;
  const failed = standing.state === "failed"
    ? { method: "quickpass", flow: "app_link" } as const
    : undefined;
  const inVain = standing.state === "failed" && standing.reason === "cancelled_by_payer";
  return {
    order: given.order ?? order,
    merchant,
    client,
    offers: asksToPay(standing) && !given.paused
      ? rankMethods({ merchant, client, tried: inVain ? ["app_link"] : [] }, "quickpass", failed)
      : [],
    standing,
    paused: given.paused ?? false,
    late: given.late,
    askingEnded: given.askingEnded ?? false,
    mark: `1-${standing.state}`,
  };
}

function paid(refundedFen: number, late?: LateMoney): Checkout {
  const payment = { ...succeeded, refunded: cny(refundedFen) };
  return checkout(
    { state: "paid", payment, refunded: payment.refunded },
    { order: paidOrder, ...(late ? { late } : {}) },
  );
}

const cautious: Merchant = { ...teaHouse, products: [] };
const long: Merchant = { ...teaHouse, name: "Breeze & Bamboo Teahouse Trading Company, Hangzhou" };

/** Everything a checkout page can be, by name: what its tests, its accessibility run and its pictures go through. */
export const checkouts = {
  payable: checkout({ state: "payable" }),
  payable_desktop: checkout({ state: "payable" }, { client: "desktop" }),
  payable_wechat: checkout({ state: "payable" }, { client: "wechat" }),
  payable_large: checkout({ state: "payable" }, {
    merchant: long,
    order: {
      ...order,
      amount: cny(1_000_000_000),
      subject: "Spring harvest, 4,000 kg of Longjing",
    },
  }),
  channel_stopped: checkout({ state: "payable" }, { paused: true }),
  nothing_granted: checkout({ state: "payable" }, { merchant: cautious }),
  failed: checkout({ state: "failed", reason: "cancelled_by_payer" }),
  declined: checkout({ state: "failed", reason: "insufficient_funds" }),
  processing: checkout({ state: "processing", payment: redirected, unclear: false }),
  scanning: checkout({ state: "processing", payment: coded, unclear: false }, {
    client: "desktop",
  }),
  unclear: checkout({ state: "processing", payment: redirected, unclear: true }),
  unclear_scanning: checkout({ state: "processing", payment: coded, unclear: true }, {
    client: "desktop",
  }),
  unclear_for_good: checkout({ state: "processing", payment: redirected, unclear: true }, {
    askingEnded: true,
  }),
  other_device: checkout({
    state: "other_device",
    payment: redirected,
    unclear: false,
    abandoned: false,
  }),
  abandoned: checkout({
    state: "other_device",
    payment: redirected,
    unclear: true,
    abandoned: true,
  }),
  paid: paid(0),
  paid_partly_refunded: paid(1_000),
  over_limit: checkout({ state: "over_limit", late: overLimit }),
  paid_after_over_limit: paid(0, overLimit),
  paid_twice: paid(0, late),
  refunded: paid(order.amount.fen),
  expired: checkout({ state: "expired", safe: true }, { order: expiredOrder }),
  expired_unclear: checkout({ state: "expired", safe: false }, { order: expiredOrder }),
  expired_late: checkout({ state: "expired", safe: true }, {
    order: expiredOrder,
    late,
  }),
  closed: checkout({ state: "closed", safe: true }, { order: closedOrder }),
} as const satisfies Record<string, Checkout>;

export type CheckoutName = keyof typeof checkouts;
export const checkoutNames = Object.keys(checkouts) as readonly CheckoutName[];
