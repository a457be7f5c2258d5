import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Caller, CallerRefusal } from "./caller.ts";
import {
  type Merchant,
  type MerchantFacts,
  type MerchantNotActive,
  merchantNow,
  notActive,
  type Product,
} from "./merchant.ts";
import type { MerchantOfEnterprise } from "./merchant_store.ts";
import { notRegistrable, type ReturnUrlNotAllowed } from "./return_url.ts";
import { beyondParent, type ProductsBeyondParent } from "./products.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

export type ChildChanges = Partial<
  Pick<MerchantFacts, "name" | "products" | "returnUrls" | "embedOrigins">
>;

export interface ChangeChild {
  readonly caller: Caller;
  readonly merchantNo: MerchantNo;
  readonly changes: ChildChanges;
}

export type ChangeChildRefusal =
  | CallerRefusal
  | MerchantNotFound
  | MerchantNotActive
  | ProductsBeyondParent
  | ReturnUrlNotAllowed
  | {
    readonly code: "products_below_children";
    readonly merchant_no: MerchantNo;
    readonly products: readonly Product[];
  }
  /** What the operator has examined of a live number, and of one's own. */
  | { readonly code: "merchant_change_not_allowed"; readonly fields: readonly string[] };

/** Changes a number below the caller's, at any depth. Setting what is set changes nothing. */
export function changeChild(
  deps: Deps,
  { caller, merchantNo, changes }: ChangeChild,
): Promise<Result<MerchantOfEnterprise, ChangeChildRefusal>> {
  return retryOnConflict(async () => {
    const [calling, found, parent, children] = await deps.load(
      deps.merchants.calling(caller),
      deps.merchants.inLine(caller, merchantNo),
      deps.merchants.parentOf(merchantNo),
      deps.merchants.childrenOf(merchantNo),
    );
    if (!calling) return rejected({ code: "key_unknown" });
    if (!found) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    const { merchant } = found;
    const fixed = fixedFields(merchant, calling, changes);
    if (fixed.length > 0) return rejected({ code: "merchant_change_not_allowed", fields: fixed });
    const changed: Merchant = { ...merchant, ...changes, version: merchant.version + 1 };
    if (sameSettings(merchant, changed)) return ok(found);
    const refused = notActive(calling, merchant) ?? beyondParent(changed.products, parent) ??
      below(changed, children) ?? notRegistrable(changed.returnUrls);
    if (refused) return rejected(refused);

    const at = merchantNow(merchant, deps.now());
    const eventId = deps.newId("evt");
    const by = byCaller(caller);
    await deps.commit([{ type: "merchant.changed", merchant: changed, eventId, at, by }]);
    return ok({ ...found, merchant: changed });
  });
}

function fixedFields(
  merchant: Merchant,
  calling: Merchant,
  { name, products, returnUrls, embedOrigins }: ChildChanges,
): readonly string[] {
  const own = merchant.merchantNo === calling.merchantNo;
  const examined = own || merchant.mode === "live";
  return [
    ...(examined && name !== undefined && name !== merchant.name ? ["name"] : []),
    ...(examined && products !== undefined ? ["products"] : []),
    ...(own && returnUrls !== undefined ? ["return_urls"] : []),
    ...(own && embedOrigins !== undefined ? ["embed_origins"] : []),
  ];
}

/** The first product that a child would have without its parent. */
function below(
  { merchantNo: merchant_no, products }: Merchant,
  children: readonly Merchant[],
): Extract<ChangeChildRefusal, { code: "products_below_children" }> | undefined {
  const kept = children.flatMap((each) => each.products);
  const missing = [...new Set(kept)].filter((each) => !products.includes(each));
  return missing.length === 0
    ? undefined
    : { code: "products_below_children", merchant_no, products: missing };
}

function sameSettings(a: Merchant, b: Merchant): boolean {
  const settings = ({ name, products, returnUrls, embedOrigins }: Merchant) =>
    JSON.stringify([name, products, returnUrls, embedOrigins]);
  return settings(a) === settings(b);
}
