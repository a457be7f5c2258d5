import { businessDay, rfc3339 } from "../time.ts";
import type { MerchantKey } from "./merchant_key.ts";

/** The Key as the API shows it. */
export function keyResource(key: MerchantKey): Readonly<Record<string, unknown>> {
  return {
    kid: key.kid,
    alg: key.alg,
    state: key.state,
    not_before: rfc3339(key.notBefore),
    retire_at: key.retireAt === undefined ? null : rfc3339(key.retireAt),
    scopes: key.scopes,
    last_signed_on: key.lastSignedAt === undefined ? null : businessDay(key.lastSignedAt),
    created_at: rfc3339(key.createdAt),
    jwk: JSON.parse(key.jwk),
  };
}
