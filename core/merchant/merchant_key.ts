import type { Kid, MerchantNo } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { Instant } from "../time.ts";

export type MerchantKeyState = "active" | "retired" | "revoked";
export type MerchantKeySignal = "retired" | "revoked";

export const merchantKeyMachine: Machine<MerchantKeyState, MerchantKeySignal> = {
  active: { retired: "retired", revoked: "revoked" },
  retired: { revoked: "revoked" },
  revoked: {},
};

/** Of one merchant number, those active. */
export const KEYS_IN_USE_MAX = 20;

export type SignatureAlg = "EdDSA" | "ES256" | "PS256";

/** What a key may sign for; reading is always allowed, and settings are changed by a key that may do everything. */
export const allScopes = ["create", "sign", "charge", "refund"] as const;
export type Scope = (typeof allScopes)[number];

/** A merchant's registered public key. It verifies from `notBefore` until `retireAt`, so keys rotate without downtime. */
export interface MerchantKey {
  readonly kid: Kid;
  readonly merchantNo: MerchantNo;
  readonly alg: SignatureAlg;
  /** The public JWK as JSON. */
  readonly jwk: string;
  readonly state: MerchantKeyState;
  readonly notBefore: Instant;
  readonly retireAt: Instant | undefined;
  readonly scopes: readonly Scope[];
  /** About when it last signed, to the day; undefined = never since that is kept. */
  readonly lastSignedAt: Instant | undefined;
  readonly createdAt: Instant;
  readonly version: number;
}
