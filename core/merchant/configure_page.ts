import type { PageConfiguration } from "../channel/page_configuration.ts";
import type { Deps } from "../deps.ts";
import { channelOf } from "../payment/channel_for.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import { type MerchantNotActive, notActive } from "./merchant.ts";
import { returnUrlFlaw, type ReturnUrlNotAllowed } from "./return_url.ts";

export type ConfigurePageRefusal =
  | CallerRefusal
  | MerchantNotActive
  | ReturnUrlNotAllowed
  | { readonly code: "product_not_enabled"; readonly product: "in_app_control" }
  | { readonly code: "channel_not_available" }
  /** It gives no token now. */
  | { readonly code: "app_not_answering" };

/**
 * Lets a page of the merchant's own use the control of the app that it is opened in. Only a registered address is
 * signed for: the signature speaks for the app.
 */
export async function configurePage(
  deps: Deps,
  { caller, url }: { readonly caller: Caller; readonly url: string },
): Promise<Result<PageConfiguration, ConfigurePageRefusal>> {
  const [merchant] = await deps.load(deps.merchants.calling(caller));
  if (!merchant) return rejected({ code: "key_unknown" });
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  if (!merchant.products.includes("in_app_control")) {
    return rejected({ code: "product_not_enabled", product: "in_app_control" });
  }
  const reason = returnUrlFlaw(merchant, url, deps.config.demo);
  if (reason) return rejected({ code: "return_url_not_allowed", return_url: url, reason });
  const page = { merchantNo: merchant.merchantNo, url: url.split("#")[0] ?? url };
  const channel = channelOf(deps, merchant);
  const configured = channel?.configurePage ? await channel.configurePage(page) : "no_app";
  if (configured === "no_app") return rejected({ code: "channel_not_available" });
  return configured ? ok(configured) : rejected({ code: "app_not_answering" });
}
