import type { MerchantNo } from "../id.ts";
import type { Mode } from "../merchant/merchant.ts";
import type { Instant } from "../time.ts";

/** A certificate of ours at UnionPay's gateway with its keys, and whom we believe there: of one number or of many. */
export interface Credential {
  /** What the operator calls it. */
  readonly name: string;
  /** Its environment: UnionPay's test gateway is `test`. */
  readonly mode: Mode;
  /** The gateway's origin. */
  readonly gatewayUrl: string;
  /** PEM of the gateway's roots and of those between. */
  readonly roots: string;
  /** A list of PEM texts, each a private key with its certificate, sealed. */
  readonly sealedKeys: string;
  /** When the newest of its certificates ends, where that is known. */
  readonly endsAt: Instant | undefined;
  readonly version: number;
}

/** How a merchant number reaches UnionPay. */
export interface Connection {
  readonly merchantNo: MerchantNo;
  readonly credential: string;
  /** What the number is called there. */
  readonly merId: string;
  readonly access: Access;
  /** Its app at the open platform, by which its contracts are signed. */
  readonly openApp?: string | undefined;
  /** As whom it binds cards and charges them (trId); numbers that share it share the cards. */
  readonly tokenRequestor?: string | undefined;
}

/** As whom it trades: for itself, as a shop of a platform, or by an institution that speaks for it. */
export type Access =
  | { readonly type: "merchant" }
  | {
    readonly type: "platform";
    readonly subMerId: string;
    readonly subMerName: string;
    readonly subMerAbbr: string;
  }
  | {
    readonly type: "institution";
    readonly acqInsCode: string;
    readonly merCatCode: string;
    readonly merName: string;
    readonly merAbbr: string;
  };

/** Where the keys of this credential are sealed: they open nowhere else. */
export function keysContext(name: string): string {
  return `gateway_credentials.sealed_keys.${name}`;
}
