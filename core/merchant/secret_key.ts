import { base64url } from "jose";
import type { Mode } from "./merchant.ts";

const SECRET_BYTES = 32;
const SHAPE = /^sk_(test|live)_[A-Za-z0-9_-]{43}$/;

/** A new secret key (shown once), its digest (kept) and the last four characters (to recognise it by). */
export async function makeSecretKey(
  mode: Mode,
  random: (bytes: number) => Uint8Array,
): Promise<{ readonly secretKey: string; readonly digest: string; readonly hint: string }> {
  const secretKey = `sk_${mode}_${base64url.encode(random(SECRET_BYTES))}`;
  return { secretKey, digest: await digestOf(secretKey), hint: secretKey.slice(-4) };
}

/** The mode a text claims when it is shaped like a secret key, else undefined. */
export function secretKeyMode(text: string): Mode | undefined {
  return SHAPE.exec(text)?.[1] as Mode | undefined;
}

/** SHA-256 in hex: the key holds 256 random bits, so nothing slower is needed. */
export async function digestOf(secretKey: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secretKey));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
