import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { channelOf } from "../payment/channel_for.ts";

/** Opens one of our pages inside the app of this merchant's channel; undefined where the channel has no app. */
export function appUrlOf(
  given: Pick<Deps, "channels" | "config">,
  merchant: Pick<Merchant, "mode" | "channel" | "merchantNo">,
  path: string,
): Promise<string | undefined> | undefined {
  const page = given.config.publicUrl + path;
  return channelOf(given, merchant)?.contracts?.appUrl?.(page, merchant.merchantNo);
}
