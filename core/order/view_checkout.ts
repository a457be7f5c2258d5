import { type Calendar, calendarOf } from "../calendar/calendar.ts";
import { cardTradeOf } from "../card_binding/card_trade.ts";
import type { ChannelName } from "../channel/channel.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import type { Deps } from "../deps.ts";
import type { FullOrder } from "./order_store.ts";
import type { OrderId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import type { MethodName } from "../method/payment_method.ts";
import { rankMethods } from "../method/rank_methods.ts";
import { channelFor, channelOf } from "../payment/channel_for.ts";
import { triedInVain } from "../payment/payment.ts";
import type { SucceededRefund } from "../refund/refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import type { Money } from "../money.ts";
import { businessDay, type Instant } from "../time.ts";
import { railsFor } from "../transfer/rail.ts";
import { balanceTradeOf } from "../wallet_app/balance_trade.ts";
import { isPayer } from "../payment/payer_key.ts";
import { asksToPay, type Checkout, hasAskingEnded, lateMoney, standingOf } from "./checkout.ts";

/** The viewer. */
export interface Viewer {
  /** Keyed digest of this browser's own secret; undefined before it has one. */
  readonly device: string | undefined;
  readonly client: ClientKind;
  readonly lastChoice: MethodName | undefined;
  /** Cards can be chosen here: not inside another site's page, where nobody is signed in. */
  readonly choosesCards?: boolean;
}

/** Whoever is signed in. */
interface SignedIn {
  readonly session?: string | undefined;
  /** What they have in their wallet app, where it has said so. */
  readonly available?: Money | undefined;
}

export interface ViewCheckout extends Viewer, SignedIn {
  readonly orderId: OrderId;
  /** From the address of a browser without cookies; see `payerKey`. */
  readonly payerKey?: string | undefined;
}

/** Everything the checkout page shows, in one round trip. */
export async function viewCheckout(
  deps: Deps,
  { orderId, payerKey, session, available, ...viewer }: ViewCheckout,
): Promise<Result<Checkout, { readonly code: "order_not_found"; readonly order_id: string }>> {
  const tokenDigest = session === undefined ? undefined : await sha256(session);
  const [found, stopped, queriedAt, refunds, setDays, identities = []] = await deps.load(
    deps.orders.inFull(orderId),
    deps.channelSwitches.stopped(),
    deps.payments.lastQueriedOf(orderId),
    deps.refunds.succeededOf(orderId),
    deps.calendar.forTransfer(orderId, businessDay(deps.now())),
    ...(tokenDigest === undefined ? [] : [deps.identities.ofSession(tokenDigest, deps.now())]),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  const latest = found.payments.find((each) => each.state === "processing") ??
    found.payments.at(-1);
  const own = latest && await isPayer(deps.vault, latest, { ...viewer, payerKey });
  // Nobody has asked yet what became of what was just sent, but sending it was asking.
  const askedAt = latest?.state === "processing" ? queriedAt ?? latest.sentAt : undefined;
  const bindsCards = viewer.choosesCards === true &&
    await cardTradeOf(deps, found.merchant, found.order) !== undefined;
  const wallet = balanceTradeOf(deps, found, identities);
  const balance = wallet && !stopped.includes(wallet.channel) ? { available } : undefined;
  const calendar = found.order.transfer && calendarOf(setDays);
  const given = { ...found, stopped, askedAt, refunds, bindsCards, balance, calendar };
  return ok(checkoutOf(deps, given, own ? { ...viewer, device: latest.device } : viewer));
}

/** What a checkout shows beside its order. */
interface Details {
  /** Channels that take nothing new now. */
  readonly stopped: readonly ChannelName[];
  readonly askedAt?: Instant | undefined;
  readonly refunds?: readonly SucceededRefund[];
  readonly bindsCards?: boolean;
  readonly balance?: Checkout["balance"];
  /** Where the page says how to transfer. */
  readonly calendar?: Calendar | undefined;
}

/** What a checkout shows to `viewer`, from facts already loaded. */
export function checkoutOf(
  deps: Pick<Deps, "channels" | "now" | "config">,
  {
    order,
    payments,
    merchant,
    stopped,
    askedAt,
    refunds = [],
    bindsCards = false,
    balance,
    calendar,
  }:
    & FullOrder
    & Details,
  { device, client, lastChoice }: Viewer,
): Checkout {
  const now = merchantNow(merchant, deps.now());
  const standing = standingOf(order, payments, { device, now });
  const paused = stopped.includes(channelFor(merchant)) && !order.transfer &&
    (standing.state === "payable" || standing.state === "failed");
  // Another code is the way after one that did not do.
  const again = standing.state === "failed" && byCode.includes(standing.reason);
  const justFailed = standing.state === "failed" && !again ? payments.at(-1) : undefined;
  const active = merchant.state === "active";
  const short = balance?.available !== undefined && balance.available.fen < order.amount.fen;
  const enough = balance && (short ? "short" : "there");
  const offers =
    asksToPay(standing) && active && !paused && !order.transfer && channelOf(deps, merchant, order)
      ? rankMethods(
        { merchant, client, tried: triedInVain(payments), bindsCards, balance: enough },
        again ? "bound_card" : lastChoice,
        justFailed,
      )
      : [];
  const late = lateMoney(payments);
  const askingEnded = hasAskingEnded(payments);
  return {
    order,
    merchant,
    client,
    balance,
    offers,
    standing,
    paused,
    late,
    askingEnded,
    askedAt,
    refunds,
    rails: calendar && asksToPay(standing) && active
      ? railsFor({ tables: deps.config.rails, calendar }, order.amount, deps.now())
      : [],
    mark: markOf({ order, payments, merchant }, { standing, late, askingEnded, paused }),
  };
}

const byCode: readonly FailureReason[] = ["wrong_code", "code_expired", "code_too_soon"];

function markOf(
  { order, payments, merchant }: FullOrder,
  { standing, late, askingEnded, paused }: Pick<
    Checkout,
    "standing" | "late" | "askingEnded" | "paused"
  >,
): string {
  const steps = payments.map((each) =>
    each.state === "succeeded" ? `${each.version}r${each.refunded.fen}` : `${each.version}`
  );
  const recent = standing.state === "paid" && standing.recent ? "r" : "";
  const abandoned = "abandoned" in standing && standing.abandoned ? "a" : "";
  const halted = merchant.state === "active" ? "" : "h";
  const heading = [
    standing.state,
    standing.state === "paid" && standing.refunded.fen >= order.amount.fen && "_back",
    late && "_late",
    askingEnded && "_ended",
    paused && "_paused",
    "safe" in standing && standing.safe && "_safe",
    standing.state === "awaits_code" && standing.late && "_late",
    "unclear" in standing && standing.unclear && "_unclear",
  ];
  return `${order.version}${recent}${abandoned}${halted}-${steps.join(".")}-${
    heading.filter(Boolean).join("")
  }`;
}
