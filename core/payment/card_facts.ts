import { type BoundCard, isUsable } from "../card_binding/card_binding.ts";
import { cardTradeOf } from "../card_binding/card_trade.ts";
import type { Deps } from "../deps.ts";
import type { BindingId, OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type ConsumerHere, consumerOfSession } from "../session/consumer_of_session.ts";

/** Somebody who is signed in, an order, and the card of theirs that is to pay it. */
export interface AboutCard {
  readonly orderId: OrderId;
  readonly bindingId: BindingId;
  readonly session: string;
}

export interface CardFacts {
  readonly here: ConsumerHere;
  readonly order: Order;
  readonly merchant: Merchant;
  readonly binding: BoundCard;
}

export type CardFactsRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "order_not_found"; readonly order_id: string }
  /** Its codes would go to a phone that is reported lost. */
  | { readonly code: "phone_lost" }
  /** It is another person's, was removed, or cannot be charged at this number. */
  | { readonly code: "card_not_usable" };

export async function loadCardFacts(
  deps: Deps,
  { orderId, bindingId, session }: AboutCard,
): Promise<Result<CardFacts, CardFactsRefusal>> {
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" });
  if (here.consumer.phoneLostAt !== undefined) return rejected({ code: "phone_lost" });
  const [binding, found] = await deps.load(
    deps.cardBindings.byId(bindingId),
    deps.orders.inFull(orderId),
  );
  if (!found) return rejected({ code: "order_not_found", order_id: orderId });
  const { merchant, order } = found;
  const trade = await cardTradeOf(deps, merchant, order);
  const at = trade && {
    requestor: trade.requestor,
    channel: trade.channel.name,
    mode: merchant.mode,
    now: merchantNow(merchant, deps.now()),
  };
  if (binding?.consumerId !== here.consumer.consumerId || !at || !isUsable(binding, at)) {
    return rejected({ code: "card_not_usable" });
  }
  return ok({ here, order, merchant, binding });
}
