import type { Deps } from "../deps.ts";
import type { OrderId } from "../id.ts";
import { roomWith } from "../limit/allowance.ts";
import { verifiedLimit } from "../limit/verified_limit.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { Money } from "../money.ts";
import type { Order } from "../order/order.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { type BoundCard, type CardBinding, isUnderWay, isUsable } from "./card_binding.ts";
import { cardTradeOf } from "./card_trade.ts";

/** What somebody who wants to pay an order by a bound card sees. */
export interface CardsView {
  readonly order: Order;
  readonly merchant: Merchant;
  /** Undefined: nobody is signed in. */
  readonly own: OwnCards | undefined;
}

interface OwnCards {
  /** What can be charged here, the latest bound first. */
  readonly cards: readonly BoundCard[];
  /** They went to bind another, and nobody knows yet what came of it. */
  readonly underWay: CardBinding | undefined;
  /** Of today, with the bank's code alone; undefined where a static code opened the order, which counts elsewhere. */
  readonly left: Money | undefined;
}

export type ViewCardsRefusal =
  | { readonly code: "order_not_found" }
  /** It is paid, has ended, or a payment is under way. */
  | { readonly code: "order_not_payable" }
  | { readonly code: "cards_not_offered" };

export async function viewCards(
  deps: Deps,
  { orderId, session }: { readonly orderId: OrderId; readonly session: string | undefined },
): Promise<Result<CardsView, ViewCardsRefusal>> {
  const tokenDigest = session === undefined ? "" : await sha256(session);
  const now = deps.now();
  const [found, consumer, bindings] = await deps.load(
    deps.orders.inFull(orderId),
    deps.sessions.consumerIn(tokenDigest, now),
    deps.cardBindings.ofSession(tokenDigest, now),
  );
  if (!found) return rejected({ code: "order_not_found" });
  const { order, merchant, payments } = found;
  const underWay = payments.some(({ state }) => state === "processing");
  if (order.state !== "open" || order.transfer || underWay) {
    return rejected({ code: "order_not_payable" });
  }
  const trade = await cardTradeOf(deps, merchant, order);
  if (!trade) return rejected({ code: "cards_not_offered" });
  if (!consumer) return ok({ order, merchant, own: undefined });
  const at = {
    requestor: trade.requestor,
    channel: trade.channel.name,
    mode: merchant.mode,
    now: merchantNow(merchant, now),
  };
  const { consumerId } = consumer.consumer;
  const [days, bound, loweredUntil] = await deps.load(
    deps.limits.verifiedOfOrder(orderId, consumerId, now),
    deps.ownLimits.ofOrder(orderId, consumerId, now),
    deps.recoveries.loweredUntil(consumerId, now),
  );
  const { limitScope: reading, agreedDailyLimit: agreed } = deps.config;
  const facts = { consumerId, merchant, days, own: bound, loweredUntil };
  const limit = verifiedLimit(facts, { reading, agreed, now });
  return ok({
    order,
    merchant,
    own: {
      left: order.linkId === undefined ? roomWith(["code"], limit).left : undefined,
      cards: bindings.filter((each) => isUsable(each, at)),
      underWay: bindings.find((each) => isUnderWay(each, at.now)),
    },
  });
}
