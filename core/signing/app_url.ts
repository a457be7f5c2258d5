import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { channelFor } from "../payment/channel_for.ts";

/** Opens one of our pages inside the app of this merchant's channel; undefined where the channel has no app. */
export function appUrlOf(
  { channels, config }: Pick<Deps, "channels" | "config">,
  merchant: Pick<Merchant, "mode">,
  path: string,
): string | undefined {
  return channels[channelFor(merchant)]?.contracts?.appUrl?.(config.publicUrl + path);
}
