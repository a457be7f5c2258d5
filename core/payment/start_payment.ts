import { type Actor, byConsumer } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { Channel, ChannelName, StartAtChannel, WalletChannel } from "../channel/channel.ts";
import type { CardToken } from "../channel/card_channel.ts";
import type { ChannelStopped } from "../channel/channel_switch.ts";
import type { StartOutcome } from "../channel/outcome.ts";
import { nextQuery } from "../channel/query_ladder.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import {
  type BindingId,
  channelOrderNo,
  type ConsumerId,
  type EventId,
  type OrderId,
  type PaymentId,
  type SignatureId,
} from "../id.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
  type Product,
} from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import {
  type DailyLimit,
  dailyLimit,
  type DailyLimitExceeded,
  overLimit,
} from "../limit/daily_limit.ts";
import { allowanceOf, type FactorNeeded, refusalOf } from "../limit/allowance.ts";
import { counterOf, type VerifiedLimit, verifiedLimit } from "../limit/verified_limit.ts";
import type { Flow, MethodName } from "../method/payment_method.ts";
import { type FlowChoice, flowFor, grantedFlow } from "../method/rank_methods.ts";
import type { Order, OrderRefusal } from "../order/order.ts";
import type { LatePayment } from "../order/order_store.ts";
import { paths } from "../paths.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { closeUnsent } from "./close_unsent.ts";
import { sendCode } from "./send_code.ts";
import type { Instant } from "../time.ts";
import { channelFor, channelOf } from "./channel_for.ts";
import { payerKey } from "./payer_key.ts";
import { payerOf, type PayerStopped, type PayerVerification, stopOf } from "./verified_payer.ts";
import type { FeeAgreement } from "../fee/fee_agreement.ts";
import {
  ATTEMPTS_MAX,
  awaitsCode,
  type Payment,
  returnReason,
  sentPayment,
  triedInVain,
} from "./payment.ts";
import { commitOutcome } from "./record_outcome.ts";

export interface StartPayment {
  readonly orderId: OrderId;
  readonly method: MethodName;
  /** `program` is a test helper acting as the consumer; it needs no page and no permission. `merchant` asks by API. */
  readonly client: ClientKind | "program" | "merchant";
  /** What the merchant's own program asks for, instead of what a browser would be led to. */
  readonly flow?: Flow;
  /** With the flow `consumer_code`. */
  readonly consumerCode?: string | undefined;
  /** The bound card that is charged; with the method `bound_card`. */
  readonly card?: ChargedCard | undefined;
  /** The wallet app that pays, and as whom it knows the payer; with the method `balance`. */
  readonly wallet?: PayingWallet | undefined;
  /** Of a method by which we verify the payer ourselves, who that is: it counts against their day. */
  readonly verification?: PayerVerification | undefined;
  /** Who starts it, where that is not the consumer. */
  readonly by?: Actor;
  readonly device: string | undefined;
  /** The consumer's session token, where this browser has one: it says whose daily limit is used. */
  readonly session?: string | undefined;
  readonly lang: "zh" | "en";
  /** What its payer has signed of it with a passkey, where `signature` is among what they are verified by. */
  readonly signatureId?: SignatureId | undefined;
  /** True where the payer may come back without this browser's cookie: the return address proves whose payment it is. */
  readonly keyInReturn?: boolean;
}

export interface ChargedCard extends CardToken {
  readonly bindingId: BindingId;
}

export interface PayingWallet {
  readonly channel: WalletChannel;
  readonly user: string;
}

export type StartPaymentRefusal =
  | { readonly code: "order_not_found"; readonly order_id: string }
  | OrderRefusal
  | MerchantNotActive
  | {
    readonly code: "payment_in_flight";
    readonly order_id: OrderId;
    readonly payment_id: PaymentId;
  }
  | {
    readonly code: "method_not_offered";
    readonly method: MethodName;
    readonly client: string;
  }
  | { readonly code: "attempts_exhausted"; readonly order_id: OrderId; readonly max: number }
  | { readonly code: "product_not_enabled"; readonly product: Product }
  | { readonly code: "channel_not_available"; readonly channel: string }
  | ChannelStopped
  | DailyLimitExceeded
  | FactorNeeded
  | PayerStopped
  | { readonly code: "order_paid_by_transfer"; readonly order_id: OrderId };

interface Facts {
  readonly order: Order;
  readonly merchant: Merchant;
  readonly payments: readonly Payment[];
  /** Only of an order that is settled elsewhere. */
  readonly settleTo?: Merchant | undefined;
  readonly stopped: readonly ChannelName[];
  readonly fees: FeeAgreement | undefined;
  /** Only of an order that a link opened: it counts as a static code. */
  readonly limit?: DailyLimit | undefined;
  /** Only where we verify the payer ourselves, and no static code says what the limit is. */
  readonly verified?: VerifiedLimit | undefined;
  readonly payerStopped?: PayerStopped | undefined;
  /** Where this browser has a session. */
  readonly consumerId?: ConsumerId | undefined;
}

/**
 * Starts one attempt: `sent` is committed before the channel is called, so a lost response loses nothing, and no
 * second attempt starts while this one is unclear. Returns the payment after the channel's answer.
 */
export async function startPayment(
  deps: Deps,
  command: StartPayment,
): Promise<Result<Payment, StartPaymentRefusal>> {
  const sent = await retryOnConflict(async () => {
    const facts = await loadFacts(deps, command);
    if (!facts) return rejected({ code: "order_not_found", order_id: command.orderId });
    const { order, merchant } = facts;
    const decision = decide(command, facts, {
      paymentId: deps.newId("pay"),
      now: deps.now(),
      channel: command.wallet
        ? deps.channels[command.wallet.channel]
        : channelOf(deps, merchant, order),
    });
    if (!decision.ok) return decision;
    const { payment, channel } = decision.value;
    const at = payment.createdAt;
    const recorded = { signatureId: command.signatureId, payee: merchant.name };
    const eventId: EventId = deps.newId("evt");
    const by = command.by ?? byConsumer(facts.consumerId);
    const payer = command.verification && payerOf(command.verification, deps.now());
    const sentEvent = { type: "payment.sent", payment, order, payer, eventId, at, by } as const;
    const heads = await deps.commit([{ ...sentEvent, ...recorded }]);
    const chain = heads.get(payment.paymentId) ?? payment.chain;
    return ok({ payment: { ...payment, chain }, channel, facts });
  });
  if (!sent.ok) return sent;

  const { payment, channel, facts } = sent.value;
  const { card, client } = command;
  if (card && awaitsCode(payment)) {
    const code = await sendCode(deps, channel, { payment, card, onPhone: client !== "desktop" });
    // Its owner may have typed a code by now, so nothing but what still waits for one is closed.
    return ok(
      code.type === "failed"
        ? await closeUnsent(deps, { ...facts, payment }, code.reason)
        : payment,
    );
  }
  const outcome = await askToStart(deps, channel, { payment, facts, command });
  const late = await lateOf(deps, facts);
  return ok(await commitOutcome(deps, { ...facts, late, payment }, outcome));
}

/** Few orders have had money that went back: only they are read again. */
async function lateOf(deps: Deps, { order, payments }: Facts): Promise<readonly LatePayment[]> {
  if (payments.every((each) => returnReason(each) === undefined)) return [];
  const [found] = await deps.load(deps.orders.byId(order.orderId));
  return found?.late ?? [];
}

/**
 * One round trip, where we verify nobody. The day's use is read with the rest because only the order says whether it counts; the write checks
 * the limit too. One snapshot, so that a double tap finds its own payment and not a limit that this payment used up.
 */
async function loadFacts(
  deps: Deps,
  { orderId, device, session: token, verification }: StartPayment,
): Promise<Facts | undefined> {
  const now = deps.now();
  const session = token === undefined ? undefined : await sha256(token);
  // Before the order, so that a second tap finds its own payment: what was counted since, the write refuses.
  const [days, own, loweredUntil, payer, blockedBy] = verification
    ? await deps.load(
      deps.limits.verifiedOfOrder(orderId, verification.consumerId, now),
      deps.ownLimits.ofOrder(orderId, verification.consumerId, now),
      deps.recoveries.loweredUntil(verification.consumerId, now),
      deps.consumers.byId(verification.consumerId),
      deps.blocks.findsBy(verification),
    )
    : [];
  const [order, stopped, uses, fees, consumer] = await deps.load(
    deps.orders.inFull(orderId),
    deps.channelSwitches.stopped(),
    deps.limits.ofOrder(orderId, { device, session }, now),
    deps.feeAgreements.ofOrder(orderId, now),
    ...(session === undefined ? [] : [deps.sessions.consumerIn(session, now)]),
  );
  if (!order) return undefined;
  const consumerId = consumer?.consumer.consumerId;
  const payerStopped = stopOf(payer?.consumer, blockedBy);
  const found = { ...order, stopped, fees, consumerId, payerStopped };
  const { merchant } = found;
  const { limitScope: reading, agreedDailyLimit: agreed } = deps.config;
  if (found.order.linkId !== undefined) {
    const payer = { device, consumerId };
    return { ...found, limit: dailyLimit({ payer, merchant, uses }, { reading, now }) };
  }
  const verified = verification && days &&
    verifiedLimit({ ...verification, merchant, days, own, loweredUntil }, { reading, agreed, now });
  const { settleMerchantNo } = found.order;
  if (settleMerchantNo === undefined) return { ...found, verified };
  const [settleTo] = await deps.load(deps.merchants.byNo(settleMerchantNo));
  return { ...found, settleTo, verified };
}

function decide(
  command: StartPayment,
  { order, merchant, settleTo, payments, stopped, limit, verified, payerStopped }: Facts,
  given: {
    readonly paymentId: PaymentId;
    readonly now: Instant;
    readonly channel: Channel | undefined;
  },
): Result<{ readonly payment: Payment; readonly channel: Channel }, StartPaymentRefusal> {
  const now = merchantNow(merchant, given.now);
  if (order.state !== "open") {
    return rejected({ code: "order_not_open", order_id: order.orderId, state: order.state });
  }
  if (order.expiresAt <= now) {
    return rejected({ code: "order_not_open", order_id: order.orderId, state: "expired" });
  }
  if (order.transfer) {
    return rejected({ code: "order_paid_by_transfer", order_id: order.orderId });
  }
  const inFlight = payments.find((each) => each.state === "processing");
  if (inFlight) {
    const { orderId: order_id, paymentId: payment_id } = inFlight;
    return rejected({ code: "payment_in_flight", order_id, payment_id });
  }
  const halted = notActive(merchant, settleTo);
  if (halted) return rejected(halted);
  if (payments.length >= ATTEMPTS_MAX) {
    return rejected({
      code: "attempts_exhausted",
      order_id: order.orderId,
      max: ATTEMPTS_MAX,
    });
  }
  const choice = choose(command, merchant, payments);
  if (choice.type === "not_offered") {
    const { method, client } = command;
    return rejected({ code: "method_not_offered", method, client });
  }
  if (choice.type === "not_granted") {
    return rejected({ code: "product_not_enabled", product: choice.product });
  }
  // Only the sandbox can be played.
  if (!given.channel || (command.client === "program" && given.channel.name !== "sandbox")) {
    return rejected({ code: "channel_not_available", channel: channelFor(merchant) });
  }
  if (stopped.includes(given.channel.name)) {
    return rejected({ code: "channel_stopped", channel: given.channel.name });
  }
  if (payerStopped) return rejected(payerStopped);
  const over = limit && overLimit(limit, order.amount);
  if (over) return rejected(over);
  const { verification } = command;
  const allowance = verification && verified && allowanceOf(order.amount, verification, verified);
  const unverified = allowance && refusalOf(allowance);
  if (unverified) return rejected(unverified);

  const facts = {
    paymentId: given.paymentId,
    orderId: order.orderId,
    merchantNo: order.merchantNo,
    amount: order.amount,
    method: command.method,
    flow: choice.flow,
    channel: given.channel.name,
    channelOrderNo: channelOrderNo(given.paymentId),
    device: command.device,
    countsAgainst: limit?.counter ??
      (verified && allowance?.type === "allowed" ? counterOf(verified, allowance.room) : undefined),
    createdAt: now,
  };
  const { card } = command;
  const launch = card && { type: "pay_code", bindingId: card.bindingId } as const;
  const schedule = given.channel.querySchedule({
    about: "payment",
    flow: choice.flow,
    awaitsCode: card !== undefined,
  });
  const queryAfter = nextQuery(schedule, { sentAt: now, queries: 0 }, now);
  const payment = sentPayment(facts, { at: now, queryAfter, launch });
  return ok({ payment, channel: given.channel });
}

function choose(
  { client, method, flow, card, wallet }: StartPayment,
  merchant: Merchant,
  payments: readonly Payment[],
): FlowChoice {
  if (client === "program") return { type: "flow", flow: "test_helper" };
  if (client === "merchant") return grantedFlow(flow ?? "screen_code", merchant);
  return flowFor(method, {
    merchant,
    client,
    tried: triedInVain(payments),
    bindsCards: card !== undefined,
    balance: wallet && "there",
  });
}

async function askToStart(
  deps: Deps,
  channel: Channel,
  { payment, facts, command }: { payment: Payment; facts: Facts; command: StartPayment },
): Promise<StartOutcome> {
  const { publicUrl } = deps.config;
  const key = command.keyInReturn ? await payerKey(deps.vault, payment.paymentId) : undefined;
  const asked: StartAtChannel = {
    channelOrderNo: payment.channelOrderNo,
    merchantNo: payment.merchantNo,
    payee: facts.merchant.name,
    amount: payment.amount,
    subject: facts.order.subject,
    method: payment.method,
    flow: payment.flow,
    consumerCode: command.consumerCode,
    walletUser: command.wallet?.user,
    onPhone: command.client !== "desktop",
    sentAt: payment.createdAt,
    payBefore: facts.order.expiresAt,
    returnUrl: `${publicUrl}${paths.checkout(payment.orderId, key)}`,
    noticeUrl: `${publicUrl}${paths.notice(channel.name)}`,
    lang: command.lang,
  };
  const unasked = await channel.startUnasked?.(asked);
  if (unasked) return unasked;
  const response = await callChannel(deps, await channel.start(asked));
  return response ? await channel.readStart(response, asked) : { type: "unclear" };
}
