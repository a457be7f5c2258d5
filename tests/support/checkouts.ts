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
import { advance, type AwaitingCode, type Payment } from "../../core/payment/payment.ts";
import { newRefund } from "../../core/refund/new_refund.ts";
import { advance as advanceRefund, type SucceededRefund } from "../../core/refund/refund.ts";
import { after, hours, type Instant, minutes } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { must, openOrder, sentPayment, teaHouse } from "./fixtures.ts";

type Processing = Extract<Payment, { state: "processing" }>;
type Succeeded = Extract<Payment, { state: "succeeded" }>;

const WALLET = "https://portal.example/sandbox/wallet/9f3c2a1b7d5e4f60";
const LONG_NO = "TEAHOUSE-HANGZHOU-20261120-0000000000001234";
const later = after(START, minutes(2));

const order: Order = { ...openOrder, returnUrl: "https://teahouse.example/orders?from=pay" };
const sent = sentPayment as Processing;
const redirected: Processing = {
  ...sent,
  flow: "app_link",
  launch: { type: "redirect", url: WALLET },
};
const awaiting: AwaitingCode = {
  ...sent,
  method: "bound_card",
  flow: "bound_card",
  launch: { type: "pay_code", bindingId: "bnd_01KAG8M0000000000000000031" },
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
  cardBlocked: false,
})) as Succeeded;
const paidOrder = must(
  advanceOrder(order, { type: "paid", at: later, paymentId: succeeded.paymentId }),
);
const expiredOrder = must(advanceOrder(order, { type: "expired", at: order.expiresAt }));
const closedOrder = must(advanceOrder(order, { type: "closed", at: later }));

const late: LateMoney = { amount: order.amount, reason: "order_ended" };
const overLimit: LateMoney = { amount: order.amount, reason: "daily_limit_exceeded" };
const notTaken: LateMoney = { amount: order.amount, reason: "payer_blocked" };

interface Given {
  readonly order?: Order;
  readonly merchant?: Merchant;
  readonly client?: ClientKind;
  readonly late?: LateMoney;
  readonly askingEnded?: boolean;
  readonly paused?: boolean;
  readonly bindsCards?: boolean;
  readonly balance?: Checkout["balance"];
  readonly refunds?: readonly SucceededRefund[];
  readonly rails?: Checkout["rails"];
}

function checkout<S extends CheckoutStanding>(
  standing: S,
  given: Given = {},
): Checkout & { readonly standing: S } {
  const { merchant = teaHouse, client = "phone", bindsCards = false, balance } = given;
  const failed = standing.state === "failed"
    ? standing.byBalance
      ? { method: "balance", flow: "balance" } as const
      : { method: "quickpass", flow: "app_link" } as const
    : undefined;
  const inVain = standing.state === "failed" && standing.reason === "cancelled_by_payer";
  return {
    order: given.order ?? order,
    merchant,
    client,
    balance,
    offers: asksToPay(standing) && !given.paused
      ? rankMethods(
        {
          merchant,
          client,
          tried: inVain ? ["app_link"] : [],
          bindsCards,
          balance: balance && (balance.available?.fen ?? order.amount.fen) < order.amount.fen
            ? "short"
            : balance && "there",
        },
        balance ? "balance" : bindsCards ? "bound_card" : "quickpass",
        failed,
      )
      : [],
    standing,
    paused: given.paused ?? false,
    late: given.late,
    askingEnded: given.askingEnded ?? false,
    askedAt: "safe" in standing ? (standing.safe ? undefined : later) : later,
    rails: given.rails ?? [],
    refunds: given.refunds ?? [],
    mark: `1-2-${standing.state}`,
  };
}

/** With a refund for each of `back`, in fen, the latest first. */
function paid(back: readonly number[], given: Given = {}): Checkout {
  const refunds = back.map((fen, place) => refundOf(fen, after(later, hours(back.length - place))));
  const refunded = cny(back.reduce((sum, fen) => sum + fen, 0));
  const payment = { ...succeeded, refunded };
  const recent = refunded.fen < order.amount.fen;
  return checkout(
    { state: "paid", payment, refunded, recent },
    { order: paidOrder, refunds, ...given },
  );
}

function refundOf(fen: number, at: Instant): SucceededRefund {
  const facts = { refundId: "rfd_01KAG8M0000000000000000001", merchantRefundNo: "R-1" } as const;
  const asked = {
    ...facts,
    amount: cny(fen),
    reason: undefined,
    settleMerchantNo: undefined,
    cause: "merchant",
  } as const;
  const sent = must(
    advanceRefund(newRefund(asked, succeeded, at), { type: "sent", at, queryAfter: at }),
  );
  const channelTxnNo = "202611200002";
  const back = must(advanceRefund(sent, { type: "succeeded", at, channelTxnNo }));
  if (back.state !== "succeeded") throw new Error("Cannot refund");
  return back;
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
  failed: checkout({ state: "failed", reason: "cancelled_by_payer", own: true }),
  declined: checkout({ state: "failed", reason: "insufficient_funds", own: true }),
  declined_elsewhere: checkout({ state: "failed", reason: "insufficient_funds", own: false }),
  processing: checkout({
    state: "processing",
    payment: redirected,
    unclear: false,
    abandoned: false,
  }),
  enter_code: checkout({ state: "awaits_code", payment: awaiting, late: false, now: later }),
  code_late: checkout({ state: "awaits_code", payment: awaiting, late: true, now: later }),
  wrong_code: checkout({ state: "failed", reason: "wrong_code", own: true }, { bindsCards: true }),
  code_too_soon: checkout({ state: "failed", reason: "code_too_soon", own: true }, {
    bindsCards: true,
  }),
  code_expired: checkout({ state: "failed", reason: "code_expired", own: true }, {
    bindsCards: true,
  }),
  card_not_bound: checkout({ state: "failed", reason: "card_not_bound", own: true }, {
    bindsCards: true,
  }),
  payable_by_balance: checkout({ state: "payable" }, {
    bindsCards: true,
    balance: { available: undefined },
  }),
  balance_known: checkout({ state: "payable" }, {
    bindsCards: true,
    balance: { available: cny(1_234_50) },
  }),
  balance_short: checkout({ state: "payable" }, {
    bindsCards: true,
    balance: { available: cny(300) },
  }),
  balance_too_low: checkout({
    state: "failed",
    reason: "insufficient_funds",
    own: true,
    byBalance: true,
  }, { balance: { available: cny(300) } }),
  payable_by_bound_card: checkout({ state: "payable" }, { bindsCards: true }),
  scanning: checkout({ state: "processing", payment: coded, unclear: false, abandoned: false }, {
    client: "desktop",
  }),
  unclear: checkout({ state: "processing", payment: redirected, unclear: true, abandoned: false }),
  unclear_scanning: checkout({
    state: "processing",
    payment: coded,
    unclear: true,
    abandoned: false,
  }, {
    client: "desktop",
  }),
  unclear_for_good: checkout({
    state: "processing",
    payment: redirected,
    unclear: true,
    abandoned: false,
  }, {
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
  unclear_abandoned: checkout({
    state: "processing",
    payment: redirected,
    unclear: true,
    abandoned: true,
  }),
  paid: paid([]),
  paid_long: paid([], { merchant: long, order: { ...paidOrder, merchantOrderNo: LONG_NO } }),
  paid_partly_refunded: paid([1_000]),
  paid_twice_refunded: paid([500, 1_000]),
  over_limit: checkout({ state: "sent_back", late: overLimit }),
  card_not_taken: checkout({ state: "sent_back", late: notTaken }),
  paid_after_over_limit: paid([], { late: overLimit }),
  paid_twice: paid([], { late }),
  refunded: paid([order.amount.fen]),
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
