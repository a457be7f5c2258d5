import { sha256 } from "../../sha256.ts";
import type { Fields } from "./fields.ts";

/**
 * What a signature of version 5.1.0 covers: every field but the signature that is not empty, in the order of their
 * names' bytes, nothing encoded. "0" is not empty.
 */
export function canonicalText(fields: Fields): string {
  return [...fields]
    .filter(([name, value]) => name !== "signature" && value !== "")
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** The digest's own hex digits are signed: the signature hashes them once more. */
export async function signedBytes(fields: Fields): Promise<Uint8Array<ArrayBuffer>> {
  return new TextEncoder().encode(await sha256(canonicalText(fields)));
}

/** The only signatures there are in messages with certificates (signMethod 01). */
export const RSA_SHA256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;
