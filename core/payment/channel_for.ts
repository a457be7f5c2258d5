import type { Channel, ChannelName } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { Merchant, Mode } from "../merchant/merchant.ts";

type Trading = Pick<Merchant, "mode" | "channel">;

/** What a number trades through: what it was connected to; until then a test number the sandbox, a live one UnionPay. */
export function channelFor({ mode, channel }: Trading): ChannelName {
  return channel ?? (mode === "test" ? "sandbox" : "unionpay");
}

/** Its channel, where this portal has it and the number is connected to it. Everybody has the sandbox. */
export function channelOf(
  { channels }: Pick<Deps, "channels">,
  merchant: Trading,
): Channel | undefined {
  const name = channelFor(merchant);
  return name === "sandbox" || merchant.channel === name ? channels[name] : undefined;
}

/** Whether what goes through this channel is real money. */
export function modeOf(channel: ChannelName): Mode {
  return channel === "sandbox" ? "test" : "live";
}
