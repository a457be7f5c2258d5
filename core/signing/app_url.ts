import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { channelOf } from "../payment/channel_for.ts";

/** Opens one of our pages inside the app of this merchant's channel; undefined where the channel has no app. */
export function appUrlOf(
  given: Pick<Deps, "channels" | "config">,
  merchant: Pick<Merchant, "mode" | "channel">,
  path: string,
): string | undefined {
  return channelOf(given, merchant)?.contracts?.appUrl?.(given.config.publicUrl + path);
}
