import { rfc3339 } from "../time.ts";
import type { SettlementAccount } from "../settlement/settlement_account.ts";
import { settlementResource } from "../settlement/settlement_resource.ts";
import type { MerchantOfEnterprise } from "./merchant_store.ts";

/**
 * The merchant number as the API shows it, to itself and to those above it; where it is settled to, masked, to itself
 * alone.
 */
export function merchantResource(
  { merchant, enterprise }: MerchantOfEnterprise,
  account?: SettlementAccount,
) {
  return {
    merchant_no: merchant.merchantNo,
    parent_no: merchant.parentNo ?? null,
    reference: merchant.reference ?? null,
    name: merchant.name,
    mode: merchant.mode,
    state: merchant.state,
    app_id: merchant.appId,
    licence_no: enterprise?.licenceNo ?? null,
    legal_name: enterprise?.name ?? null,
    products: merchant.products,
    return_urls: merchant.returnUrls,
    embed_origins: merchant.embedOrigins,
    settlement_account: account ? settlementResource(account) : null,
    created_at: rfc3339(merchant.createdAt),
  };
}
