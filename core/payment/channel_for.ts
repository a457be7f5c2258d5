import type { Channel, ChannelName } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { Merchant, Mode } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";

type Trading = Pick<Merchant, "mode" | "channel" | "onTrial">;

const ONE_FEN = 1;
export const TRIAL_PREFIX = "trial-";

/** An order by which a number is tried out before it is switched on. */
function isTrial({ merchantOrderNo, amount }: Pick<Order, "merchantOrderNo" | "amount">): boolean {
  return amount.fen === ONE_FEN && merchantOrderNo.startsWith(TRIAL_PREFIX);
}

/** What a number trades through: what it was connected to; until then a test number the sandbox, a live one UnionPay. */
export function channelFor({ mode, channel }: Trading): ChannelName {
  return channel ?? (mode === "test" ? "sandbox" : "unionpay");
}

/**
 * Its channel, where this portal has it and the number is connected to it and switched on. Everybody has the sandbox; a
 * number on trial pays an order of its trial.
 */
export function channelOf(
  { channels }: Pick<Deps, "channels">,
  merchant: Trading,
  order?: Pick<Order, "merchantOrderNo" | "amount">,
): Channel | undefined {
  if (merchant.onTrial && !(order && isTrial(order))) return undefined;
  const name = channelFor(merchant);
  return name === "sandbox" || merchant.channel === name ? channels[name] : undefined;
}

/** Whether what goes through this channel is real money. */
export function modeOf(channel: ChannelName): Mode {
  return channel === "sandbox" ? "test" : "live";
}
