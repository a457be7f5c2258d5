import type { Deps } from "../deps.ts";
import { isMerchantNo, type MerchantNo } from "../id.ts";
import type { MerchantOfEnterprise } from "../merchant/merchant_store.ts";
import { PAGE_ROWS } from "./list_unclear.ts";
import type { MerchantsOf } from "./merchants_of.ts";

export interface FindMerchants {
  /** A merchant number, a licence number or the beginning of a name; empty for all. */
  readonly text: string;
  readonly parentNo: MerchantNo | undefined;
  readonly past: MerchantNo | undefined;
}

export interface FoundMerchants {
  readonly merchants: readonly MerchantOfEnterprise[];
  /** The last one shown, where there are more. */
  readonly next: MerchantNo | undefined;
}

/** A page of merchant numbers. */
export async function findMerchants(
  deps: Deps,
  { text, parentNo, past }: FindMerchants,
): Promise<FoundMerchants> {
  if (parentNo !== undefined) return await list(deps, { type: "parent", parentNo }, past);
  if (text === "") return await list(deps, { type: "all" }, past);
  if (isMerchantNo(text)) {
    const caller = { type: "portal", merchantNo: text } as const;
    const [exact] = await deps.load(deps.merchants.inLine(caller, text));
    if (exact) return { merchants: [exact], next: undefined };
  }
  const [enterprise] = await deps.load(deps.enterprises.byLicence(text));
  if (enterprise) {
    return await list(deps, { type: "enterprise", enterpriseId: enterprise.enterpriseId }, past);
  }
  return await list(deps, { type: "name", prefix: text }, past);
}

async function list(
  { load, desk }: Deps,
  of: MerchantsOf,
  past: MerchantNo | undefined,
): Promise<FoundMerchants> {
  const [found] = await load(desk.merchants({ of, past, max: PAGE_ROWS + 1 }));
  const merchants = found.slice(0, PAGE_ROWS);
  const next = found.length > PAGE_ROWS ? merchants.at(-1)?.merchant.merchantNo : undefined;
  return { merchants, next };
}
