import { sha256 } from "../sha256.ts";
import type { Instant } from "../time.ts";
import type { Mode } from "./merchant.ts";

/** A secret key as its owner holds it. We keep only its digest. */
export type SecretKey = `sk_${Mode}_${string}`;

/** One that was just made: what its owner is shown once, and what is kept of it. */
export interface NewSecretKey {
  readonly secretKey: SecretKey;
  readonly digest: string;
  readonly hint: string;
}

/** One that is not revoked, as its owner's staff see it. */
export interface SecretKeyHint {
  /** The first half of the digest: enough to name it, and no secret. */
  readonly keyId: string;
  readonly digest: string;
  readonly hint: string;
  readonly createdAt: Instant;
}

/** So many digits of a digest name a key. */
export const KEY_ID_DIGITS = 32;

// 25 bytes are 200 random bits, and exactly 40 characters of 5 bits.
const RANDOM_BYTES = 25;
// Crockford's base 32 in lower case: no look-alikes.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const SECRET_KEY = /^sk_(test|live)_[0-9a-hjkmnp-tv-z]{40}$/;

export async function newSecretKey(
  mode: Mode,
  random: (bytes: number) => Uint8Array,
): Promise<NewSecretKey> {
  const secretKey: SecretKey = `sk_${mode}_${base32(random(RANDOM_BYTES))}`;
  const digest = await digestSecretKey(secretKey);
  return { secretKey, digest, hint: hintOfSecretKey(secretKey) };
}

/** The mode of a well-formed secret key, or undefined. Says nothing about whether the key exists. */
export function modeOfSecretKey(text: string): Mode | undefined {
  return SECRET_KEY.exec(text)?.[1] as Mode | undefined;
}

/** SHA-256 as hex. The key has 200 random bits, so a slow hash would add nothing. */
export function digestSecretKey(secretKey: string): Promise<string> {
  return sha256(secretKey);
}

/** What may be shown of a key: its mode and last four characters. */
function hintOfSecretKey(secretKey: string): string {
  return `${secretKey.slice(0, 8)}…${secretKey.slice(-4)}`;
}

function base32(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let left = (bytes.length * 8) / 5; left > 0; left--) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}
