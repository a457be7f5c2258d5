import type { Kid, MerchantNo, ScreenId, SessionId, StaffId } from "../id.ts";
import type { KeyActor } from "./key_actor.ts";
import type { Scope } from "./merchant_key.ts";

/**
 * Who a merchant's request claims to be. A secret key is only a digest here: the command's first read finds its
 * merchant, if any. A signed request has already been verified.
 */
export type Caller =
  | OwnCaller
  | ActingCaller
  | StaffCaller
  | TillCaller
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

/** One of the merchant number's own staff, as long as they are signed in: what they may do their pages check. */
export interface StaffCaller {
  readonly type: "staff";
  readonly merchantNo: MerchantNo;
  readonly staffId: StaffId;
  readonly within: SessionId;
}

/** Whoever has unlocked a shop's till, as long as it is unlocked. */
export interface TillCaller {
  readonly type: "till";
  readonly merchantNo: MerchantNo;
  readonly screenId: ScreenId;
  readonly within: SessionId;
}

/** The key is unknown or revoked. */
export type CallerRefusal = { readonly code: "key_unknown" };
