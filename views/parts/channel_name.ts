import { type ChannelName, isWallet, type WalletChannel } from "../../core/channel/channel.ts";

/** As a page calls it; a wallet app by its own name. */
export function channelName(
  names: Readonly<Record<Exclude<ChannelName, WalletChannel>, string>>,
  channel: ChannelName,
): string {
  return isWallet(channel) ? channel.slice(channel.indexOf(":") + 1) : names[channel];
}
