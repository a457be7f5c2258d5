import type { Kid } from "../id.ts";
import type { Instant } from "../time.ts";
import type { Scope, SignatureAlg } from "./merchant_key.ts";

/** A public key as a number's own staff register it; times on the number's clock. */
export interface KeyToRegister {
  readonly alg: SignatureAlg;
  /** The public JWK's required members in one order, as JSON. */
  readonly jwk: string;
  readonly scopes: readonly Scope[];
  /** At once, if absent. */
  readonly notBefore?: Instant | undefined;
  readonly retireAt?: Instant | undefined;
  /** Until then both sign, so that no request fails in between. */
  readonly replaces?: { readonly kid: Kid; readonly retireAt: Instant } | undefined;
}
