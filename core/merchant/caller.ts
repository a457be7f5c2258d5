import type { Kid, MerchantNo } from "../id.ts";

/**
 * Who a merchant's request claims to be. A secret key is only a digest here: the command's first read finds its
 * merchant, if any. A signed request has already been verified.
 */
export type Caller =
  | { readonly type: "secret_key"; readonly digest: string }
  | {
    readonly type: "signed";
    readonly merchantNo: MerchantNo;
    readonly kid: Kid;
    readonly jti: string;
  }
  /** The portal itself, on a merchant's behalf: the consequences of an operator's decision. */
  | { readonly type: "portal"; readonly merchantNo: MerchantNo };

/** The key is unknown or revoked. */
export type CallerRefusal = { readonly code: "key_unknown" };
