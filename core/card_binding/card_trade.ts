import type { CardChannel } from "../channel/card_channel.ts";
import type { Channel } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import { channelOf } from "../payment/channel_for.ts";

/** How a number charges bound cards. */
export interface CardTrade {
  readonly channel: Channel;
  readonly cards: CardChannel;
  readonly requestor: string;
}

/** Undefined where the number was not granted bound cards, or its channel or connection has none. */
export async function cardTradeOf(
  deps: Deps,
  merchant: Merchant,
  order?: Order,
): Promise<CardTrade | undefined> {
  if (!merchant.products.includes("bound_card")) return undefined;
  const channel = channelOf(deps, merchant, order);
  if (!channel?.cards) return undefined;
  const [connection] = await deps.load(deps.connections.of(merchant.merchantNo));
  const requestor = connection?.tokenRequestor;
  return requestor === undefined ? undefined : { channel, cards: channel.cards, requestor };
}
