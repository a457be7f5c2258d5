import { base64url } from "jose";
import type { Deps } from "../deps.ts";
import type { LinkId, OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import { type DailyLimit, dailyLimit, overLimit } from "../limit/daily_limit.ts";
import type { MethodName } from "../method/payment_method.ts";
import { type MethodOffer, rankMethods } from "../method/rank_methods.ts";
import { cny } from "../money.ts";
import type { Order } from "../order/order.ts";
import { channelFor, channelOf } from "../payment/channel_for.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import type { Instant } from "../time.ts";
import type { Link } from "./link.ts";
import { isWaiting } from "./open_order.ts";

const ONCE_BYTES = 16;

export interface ViewLink {
  readonly linkId: LinkId;
  readonly client: ClientKind;
  readonly device: string | undefined;
  /** The consumer's session token, where this browser has one. */
  readonly session: string | undefined;
  readonly lastChoice: MethodName | undefined;
  /** What this browser last opened through this link. */
  readonly previous: OrderId | undefined;
}

/** Everything a link's page needs, decided; the page only puts it into words. */
export interface LinkView {
  readonly link: Link;
  readonly merchant: Merchant;
  readonly client: ClientKind;
  /** How this client pays with one press; undefined when it can't. */
  readonly offer: MethodOffer | undefined;
  readonly limit: DailyLimit;
  readonly standing: LinkStanding;
  /** What this browser opened a moment ago, while it is waiting or once it is paid: shown so that nobody pays twice. */
  readonly previous: Order | undefined;
  /** For the form: submitting it twice opens one order. */
  readonly once: string;
}

export type LinkStanding =
  | "payable"
  /** Nothing more, or not this amount, can be paid today. */
  | "used_up"
  | "paused"
  /** The merchant is not active or may no longer use static codes, or no channel takes payments now. */
  | "unavailable";

/** Everything a link's page shows, in one round trip. */
export async function viewLink(
  deps: Deps,
  { linkId, client, device, session: token, lastChoice, previous: last }: ViewLink,
): Promise<Result<LinkView, { readonly code: "link_not_found"; readonly link_id: string }>> {
  const now = deps.now();
  const session = token === undefined ? undefined : await sha256(token);
  const [link, merchant, uses, previous, stopped, consumer] = await deps.load(
    deps.links.byId(linkId),
    deps.links.owner(linkId),
    deps.limits.ofLink(linkId, { device, session }, now),
    deps.links.order(linkId, last),
    deps.channelSwitches.stopped(),
    ...(session === undefined ? [] : [deps.sessions.consumerIn(session, now)]),
  );
  if (!link || !merchant) return rejected({ code: "link_not_found", link_id: linkId });

  const payer = { device, consumerId: consumer?.consumer.consumerId };
  const limit = dailyLimit({ payer, merchant, uses }, { reading: deps.config.limitScope, now });
  const channel = channelFor(merchant);
  const connected = channelOf(deps, merchant) !== undefined && !stopped.includes(channel);
  const offers = rankMethods({ merchant, client, tried: [] }, lastChoice);
  return ok({
    link,
    merchant,
    client,
    offer: offers.find((each) => each.preselected),
    limit,
    standing: standingOf(
      link,
      limit,
      connected && merchant.state === "active" && merchant.products.includes("static_code"),
    ),
    previous: previous && isTold(previous, merchantNow(merchant, now)) ? previous : undefined,
    once: base64url.encode(deps.random(ONCE_BYTES)),
  });
}

function isTold(order: Order, now: Instant): boolean {
  return order.state === "paid" || isWaiting(order, now);
}

const leastAmount = cny(1);

function standingOf(link: Link, limit: DailyLimit, available: boolean): LinkStanding {
  if (link.state === "paused") return "paused";
  if (!available) return "unavailable";
  return overLimit(limit, link.amount ?? leastAmount) ? "used_up" : "payable";
}
