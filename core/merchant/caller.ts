import type { Kid, MerchantNo } from "../id.ts";

/**
 * Who a merchant request says it is. A secret key is only a digest here: the first read of the use case
 * finds its merchant (or nobody). A signed request is already verified by the edge.
 */
export type Caller =
  | { readonly type: "secret_key"; readonly digest: string }
  | {
    readonly type: "signed";
    readonly merchantNo: MerchantNo;
    readonly kid: Kid;
    readonly jti: string;
  }
  /** The portal itself, in a merchant's name: what an operator's decision brings with it. */
  | { readonly type: "portal"; readonly merchantNo: MerchantNo };

/** The key is unknown or revoked. */
export type CallerRefusal = { readonly code: "key_unknown" };
