import type { ChannelName } from "../channel/channel.ts";
import type { Merchant, Mode } from "../merchant/merchant.ts";

/** Test merchants pay through the sandbox, live ones through UnionPay: test and live never mix. */
export function channelFor(merchant: Pick<Merchant, "mode">): ChannelName {
  return merchant.mode === "test" ? "sandbox" : "unionpay";
}

/** Whether what goes through this channel is real money. */
export function modeOf(channel: ChannelName): Mode {
  return channel === "sandbox" ? "test" : "live";
}
