import type { Kid } from "../id.ts";

/** A secret by its id, with the public half of what it signs. */
export interface VaultKey {
  readonly id: string;
  readonly kid: Kid;
  /** Ed25519, base64url. */
  readonly publicKey: string;
}

/** What seals and opens, before digests can be made. */
export type Sealing = Pick<Vault, "seal" | "open">;

/** The deployment's secrets, each with an id so that they rotate; the first listed is the current one. */
export interface Vault {
  /** AES-256-GCM; `context` (table, row, column) is authenticated, so a value moved to another row does not open. */
  seal(plain: string, context: string): Promise<string>;
  /** Throws when the text or its context was tampered with or its key is gone. */
  open(sealed: string, context: string): Promise<string>;
  /** Which secret sealed this text. */
  sealedBy(sealed: string): string;
  /** Keyed HMAC-SHA256, hex, with the lookup key: a blind index or a token check, the same under all secrets. */
  mac(purpose: string, text: string): Promise<string>;
  /** The portal's current signing key. */
  readonly kid: Kid;
  /** Every secret that seals or opens, the current one first. */
  readonly keys: readonly VaultKey[];
  /** Detached JWS (`header..signature`) over `payload` with these protected header fields added to alg and kid. */
  sign(header: Readonly<Record<string, unknown>>, payload: Uint8Array): Promise<string>;
  /** Compact JWS that includes its payload, for texts that must be readable on their own. */
  signCompact(header: Readonly<Record<string, unknown>>, payload: Uint8Array): Promise<string>;
  /** Public JWK set: the current key and older ones that still verify. */
  jwks(): { readonly keys: readonly Readonly<Record<string, unknown>>[] };
}
