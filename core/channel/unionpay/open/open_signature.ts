import { sha256 } from "../../../sha256.ts";
import { RSA_SHA256 } from "../signed_text.ts";

/** `name=value` joined by `&` in the order of their names, nothing encoded; what is empty is left out. */
function sortedText(fields: Readonly<Record<string, string>>): string {
  return Object.keys(fields).filter((name) => fields[name] !== "").sort()
    .map((name) => `${name}=${fields[name]}`).join("&");
}

/** What signs a request for a token, and the configuration of `upsdk`: the secret is one of the fields. */
export function openSignature(fields: Readonly<Record<string, string>>): Promise<string> {
  return sha256(sortedText(fields));
}

/** Whether one of these keys signed the platform's notice: hashed once, unlike the gateway's. */
export async function isSignedByPlatform(
  fields: ReadonlyMap<string, string>,
  keys: readonly CryptoKey[],
): Promise<boolean> {
  const { signature = "", ...signed } = Object.fromEntries(fields);
  const bytes = bytesOf(signature);
  if (!bytes) return false;
  const text = new TextEncoder().encode(sortedText(signed));
  for (const key of keys) {
    if (await crypto.subtle.verify(RSA_SHA256, key, bytes, text)) return true;
  }
  return false;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return base64 === "" ? undefined : Uint8Array.fromBase64(base64);
  } catch {
    return undefined;
  }
}
