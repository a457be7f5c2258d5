import type { Kid } from "../id.ts";

/** The deployment's secrets, each with an id so that they rotate; the first listed is the current one. */
export interface Vault {
  /** AES-256-GCM; `context` (table, row, column) is authenticated, so a value moved to another row does not open. */
  seal(plain: string, context: string): Promise<string>;
  /** Throws when the text or its context was tampered with or its key is gone. */
  open(sealed: string, context: string): Promise<string>;
  /** Keyed HMAC-SHA256, hex, with the current secret: a blind index or a token check. */
  mac(purpose: string, text: string): Promise<string>;
  /** The portal's current signing key. */
  readonly kid: Kid;
  /** Detached JWS (`header..signature`) over `payload` with these protected header fields added to alg and kid. */
  sign(header: Readonly<Record<string, unknown>>, payload: Uint8Array): Promise<string>;
  /** Compact JWS that includes its payload, for texts that must be readable on their own. */
  signCompact(header: Readonly<Record<string, unknown>>, payload: Uint8Array): Promise<string>;
  /** Public JWK set: the current key and older ones that still verify. */
  jwks(): { readonly keys: readonly Readonly<Record<string, unknown>>[] };
}
