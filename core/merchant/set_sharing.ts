import { byOperator } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { type Merchant, merchantNow } from "./merchant.ts";

export type SetSharingRefusal = {
  readonly code: "merchant_not_found";
  readonly merchant_no: string;
};

/**
 * Records, or revokes, the consent that a merchant number's direct children may charge its contracts
 * [docs/contracts.md]. Recording it again changes nothing.
 */
export function setSharing(
  deps: Deps,
  { merchantNo, shares }: { readonly merchantNo: MerchantNo; readonly shares: boolean },
): Promise<Result<Merchant, SetSharingRefusal>> {
  return retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    if (merchant.sharesContracts === shares) return ok(merchant);

    const changed = { ...merchant, sharesContracts: shares, version: merchant.version + 1 };
    const at = merchantNow(merchant, deps.now());
    const eventId = deps.newId("evt");
    const by = byOperator;
    await deps.commit([{ type: "merchant.sharing_set", merchant: changed, eventId, at, by }]);
    return ok(changed);
  });
}
