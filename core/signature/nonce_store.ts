import type { Kid, MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { Unit } from "../unit.ts";

/** The `jti` of signed requests, each once per merchant. */
export interface NonceStore {
  /** Refused when it has been seen before. With `kid`, that key is marked as having signed then. */
  remember(
    merchantNo: MerchantNo,
    nonce: { readonly jti: string; readonly kid?: Kid | undefined },
    seenAt: Instant,
  ): Unit;
  /** True when some were seen before then. */
  anyBefore(before: Instant): Query<boolean>;
  forget(before: Instant, max: number): Unit;
}
