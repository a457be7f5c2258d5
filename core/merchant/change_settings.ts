import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { StaffCaller } from "./caller.ts";
import {
  type Merchant,
  type MerchantFacts,
  type MerchantNotActive,
  merchantNow,
  notActive,
} from "./merchant.ts";
import { notRegistrable, type ReturnUrlNotAllowed } from "./return_url.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

/** What a number's own staff set; its name and products were examined by the operator. */
export type Settings = Pick<MerchantFacts, "returnUrls" | "embedOrigins">;

export interface ChangeSettings {
  readonly caller: StaffCaller;
  /** Of the number as whoever changed it saw it. */
  readonly version: number;
  readonly settings: Settings;
}

export type ChangeSettingsRefusal =
  | MerchantNotFound
  | MerchantNotActive
  | ReturnUrlNotAllowed
  /** Somebody else was first; nothing is overwritten unseen. */
  | { readonly code: "settings_changed" };

/** Sets where consumers may be sent back to and which pages may embed a checkout. Setting what is set changes nothing. */
export function changeSettings(
  deps: Deps,
  { caller, version, settings }: ChangeSettings,
): Promise<Result<Merchant, ChangeSettingsRefusal>> {
  const { merchantNo } = caller;
  return retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    if (merchant.version !== version) return rejected({ code: "settings_changed" });
    const refused = notActive(merchant) ?? notRegistrable(settings.returnUrls);
    if (refused) return rejected(refused);
    const text = ({ returnUrls, embedOrigins }: Settings) =>
      JSON.stringify([returnUrls, embedOrigins]);
    if (text(merchant) === text(settings)) return ok(merchant);

    const changed: Merchant = { ...merchant, ...settings, version: version + 1 };
    const at = merchantNow(merchant, deps.now());
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{ type: "merchant.changed", merchant: changed, eventId, at, by }]);
    return ok(changed);
  });
}
