import { byCaller } from "../actor.ts";
import { spend, type TooMany } from "../budget/spend.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Brand, CleanLogo, LogoRef } from "./brand.ts";
import { shadesOf } from "./shades.ts";

export interface SetBrand {
  readonly caller: StaffCaller;
  /** `#rrggbb`; undefined for none. */
  readonly colour: string | undefined;
  readonly logo: CleanLogo | "keep" | "none";
}

export type SetBrandRefusal = TooMany | { readonly code: "merchant_not_found" };

/** Sets how a merchant number looks to its payers. Setting the same again changes nothing. */
export async function setBrand(
  deps: Deps,
  { caller, colour, logo }: SetBrand,
): Promise<Result<Merchant, SetBrandRefusal>> {
  if (typeof logo !== "string") {
    const spent = await spend(deps, [[{ budget: "logos", subject: caller.merchantNo }]]);
    if (!spent.ok) return spent;
  }
  const put = typeof logo === "string" ? undefined : await referenceOf(logo);
  return await retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.calling(caller));
    if (!merchant) return rejected({ code: "merchant_not_found" });
    const brand = {
      colour: colour === undefined ? undefined : { given: colour, ...shadesOf(colour) },
      logo: put ?? (logo === "keep" ? merchant.brand?.logo : undefined),
    };
    if (JSON.stringify(brand) === JSON.stringify(merchant.brand ?? noBrand)) return ok(merchant);
    const branded = { ...merchant, brand, version: merchant.version + 1 };
    await deps.commit([{
      type: "merchant.branded",
      merchant: branded,
      ...(typeof logo === "string" ? {} : { logo }),
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by: byCaller(caller),
    }]);
    return ok(branded);
  });
}

const noBrand: Brand = { colour: undefined, logo: undefined };

async function referenceOf({ type, bytes, width, height }: CleanLogo): Promise<LogoRef> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  return { digest, type, width, height };
}
