import type { ChannelName } from "../channel/channel.ts";
import type { Merchant } from "../merchant/merchant.ts";

/** Test merchants pay through the sandbox, live ones through UnionPay: test and live never mix. */
export function channelFor(merchant: Pick<Merchant, "mode">): ChannelName {
  return merchant.mode === "test" ? "sandbox" : "unionpay";
}
