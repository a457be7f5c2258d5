import type { ChannelName } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { FullOrder } from "./order_store.ts";
import type { OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import type { MethodName } from "../method/payment_method.ts";
import { rankMethods } from "../method/rank_methods.ts";
import { channelFor } from "../payment/channel_for.ts";
import { type Payment, triedInVain } from "../payment/payment.ts";
import { ok, rejected, type Result } from "../result.ts";
import { isPayer } from "../payment/payer_key.ts";
import {
  asksToPay,
  type Checkout,
  type CheckoutStanding,
  hasAskingEnded,
  lateMoney,
  standingOf,
} from "./checkout.ts";
import type { Order } from "./order.ts";

/** The viewer. */
export interface Viewer {
  /** Keyed digest of this browser's own secret; undefined before it has one. */
  readonly device: string | undefined;
  readonly client: ClientKind;
  readonly lastChoice: MethodName | undefined;
}

export interface ViewCheckout extends Viewer {
  readonly orderId: OrderId;
  /** From the address of a browser without cookies; see `payerKey`. */
  readonly payerKey?: string | undefined;
}

/** Everything the checkout page shows, in one round trip. */
export async function viewCheckout(
  deps: Deps,
  { orderId, payerKey, ...viewer }: ViewCheckout,
): Promise<Result<Checkout, { readonly code: "order_not_found"; readonly order_id: string }>> {
  const [found, stopped] = await deps.load(
    deps.orders.inFull(orderId),
    deps.channelSwitches.stopped(),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  const inFlight = found.payments.find((each) => each.state === "processing");
  const own = inFlight && await isPayer(deps.vault, inFlight, { ...viewer, payerKey });
  const facts = { ...found, stopped };
  return ok(checkoutOf(deps, facts, own ? { ...viewer, device: inFlight.device } : viewer));
}

/** What a checkout shows to `viewer`, from facts already loaded. */
export function checkoutOf(
  deps: Pick<Deps, "channels" | "now">,
  { order, payments, merchant, stopped }: FullOrder & { readonly stopped: readonly ChannelName[] },
  { device, client, lastChoice }: Viewer,
): Checkout {
  const now = merchantNow(merchant, deps.now());
  const standing = standingOf(order, payments, { device, now });
  const paused = stopped.includes(channelFor(merchant));
  const justFailed = standing.state === "failed" ? payments.at(-1) : undefined;
  const offers = asksToPay(standing) && !paused && hasChannel(deps, merchant)
    ? rankMethods({ merchant, client, tried: triedInVain(payments) }, lastChoice, justFailed)
    : [];
  return {
    order,
    merchant,
    client,
    offers,
    standing,
    paused: paused && (standing.state === "payable" || standing.state === "failed"),
    late: lateMoney(payments),
    askingEnded: hasAskingEnded(payments),
    mark: `${markOf(order, payments, standing)}${paused ? "p" : ""}`,
  };
}

function hasChannel(deps: Pick<Deps, "channels">, merchant: Merchant): boolean {
  return deps.channels[channelFor(merchant)] !== undefined;
}

function markOf(order: Order, payments: readonly Payment[], standing: CheckoutStanding): string {
  const steps = payments.map((each) =>
    each.state === "succeeded" ? `${each.version}r${each.refunded.fen}` : `${each.version}`
  );
  const unclear = "unclear" in standing && standing.unclear ? "u" : "";
  const abandoned = "abandoned" in standing && standing.abandoned ? "a" : "";
  return `${order.version}-${steps.join(".")}${unclear}${abandoned}`;
}
