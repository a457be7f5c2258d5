import { rfc3339 } from "../time.ts";
import type { MerchantOfEnterprise } from "./merchant_store.ts";

/** The merchant number as the API shows it, to itself and to those above it. */
export function merchantResource({ merchant, enterprise }: MerchantOfEnterprise) {
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
    created_at: rfc3339(merchant.createdAt),
  };
}
