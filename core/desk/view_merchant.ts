import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { MerchantKey } from "../merchant/merchant_key.ts";
import type { MerchantOfEnterprise } from "../merchant/merchant_store.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { SettlementAccount } from "../settlement/settlement_account.ts";
import type { SharingAgreement } from "../sharing/sharing_agreement.ts";
import { businessDay, startOfBusinessDay } from "../time.ts";
import type { Endpoint } from "../webhook/endpoint.ts";
import { PAGE_ROWS } from "./list_unclear.ts";
import { type MerchantToday, TODAY_MAX } from "./merchant_today.ts";

export interface MerchantView extends MerchantOfEnterprise {
  /** Those above it, the nearest first. */
  readonly above: readonly Merchant[];
  readonly children: readonly MerchantOfEnterprise[];
  readonly hasMoreChildren: boolean;
  readonly keys: readonly MerchantKey[];
  readonly account: SettlementAccount | undefined;
  readonly agreements: readonly SharingAgreement[];
  readonly endpoints: readonly Endpoint[];
  readonly today: MerchantToday;
}

const AGREEMENTS_MAX = 50;

/** A merchant number with everything that the desk knows of it; undefined where there is none. */
export async function viewMerchant(
  deps: Deps,
  merchantNo: MerchantNo,
): Promise<MerchantView | undefined> {
  const caller = { type: "portal", merchantNo } as const;
  const [found] = await deps.load(deps.merchants.inLine(caller, merchantNo));
  if (!found) return undefined;
  const today = startOfBusinessDay(businessDay(merchantNow(found.merchant, deps.now())));
  const of = { type: "parent", parentNo: merchantNo } as const;
  const [above, children, keys, account, agreements, endpoints, since] = await deps.load(
    deps.merchants.lineAbove(merchantNo),
    deps.desk.merchants({ of, past: undefined, max: PAGE_ROWS + 1 }),
    deps.merchants.keysOf(caller),
    deps.settlements.inForce(merchantNo),
    deps.sharing.concerning(merchantNo, AGREEMENTS_MAX),
    deps.endpoints.list(caller),
    deps.desk.merchantSince(merchantNo, today, TODAY_MAX + 1),
  );
  return {
    ...found,
    above,
    children: children.slice(0, PAGE_ROWS),
    hasMoreChildren: children.length > PAGE_ROWS,
    keys,
    account,
    agreements,
    endpoints,
    today: since,
  };
}
