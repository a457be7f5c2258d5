import type { Kid, MerchantNo } from "../id.ts";
import type { KeyActor } from "./key_actor.ts";
import type { PresentActor } from "./present_actor.ts";
import type { Scope } from "./merchant_key.ts";

/**
 * Who a merchant's request claims to be. A secret key is only a digest here: the command's first read finds its
 * merchant, if any. A signed request has already been verified.
 */
export type Caller =
  | OwnCaller
  | ActingCaller
  | PresentCaller
  /** The portal itself, on a merchant's behalf: the consequences of an operator's decision. */
  | { readonly type: "portal"; readonly merchantNo: MerchantNo };

/** With a key of the merchant number itself. */
export type OwnCaller =
  | { readonly type: "secret_key"; readonly digest: string }
  | {
    readonly type: "signed";
    readonly merchantNo: MerchantNo;
    readonly kid: Kid;
    readonly jti: string;
    readonly scopes: readonly Scope[];
  };

/** A number above, for one below, as far as their agreement says. */
export interface ActingCaller {
  readonly type: "acting";
  /** For whom. */
  readonly merchantNo: MerchantNo;
  readonly scopes: readonly Scope[];
  /** With which key of the parent's, and under which agreement. */
  readonly by: KeyActor;
}

/** Not a program: one of the merchant number's staff in its console, or a till of its own. */
export interface PresentCaller {
  readonly type: "present";
  readonly merchantNo: MerchantNo;
  readonly by: PresentActor;
}

/** The key is unknown or revoked. */
export type CallerRefusal = { readonly code: "key_unknown" };
