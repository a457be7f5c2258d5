/** 32 random bytes and their id; the first of a list seals and signs, the others still open and verify. */
export interface Secret {
  readonly id: string;
  readonly key: Uint8Array<ArrayBuffer>;
}

const KEY_BYTES = 32;
const SECRETS_MAX = 16;
const ID = /^[0-9A-Za-z_-]{1,32}$/;

/**
 * Reads `id:base64,id:base64`, the current secret first. Each key is 32 bytes in base64 or base64url.
 * Throws RangeError with what is wrong and where; the message never repeats a key.
 */
export function parseSecrets(text: string): readonly Secret[] {
  const entries = text.split(",").map((entry) => entry.trim()).filter((entry) => entry !== "");
  if (entries.length === 0) throw new RangeError("SECRETS is empty: expected id:base64");
  if (entries.length > SECRETS_MAX) {
    throw new RangeError(`SECRETS has ${entries.length} entries: the maximum is ${SECRETS_MAX}`);
  }
  const secrets = entries.map((entry, index) => parseSecret(entry, index + 1));
  const seen = new Set<string>();
  for (const { id } of secrets) {
    if (seen.has(id)) {
      throw new RangeError(`SECRETS has the id "${id}" twice: each id must be unique`);
    }
    seen.add(id);
  }
  return secrets;
}

function parseSecret(entry: string, position: number): Secret {
  const colon = entry.indexOf(":");
  if (colon < 1) throw new RangeError(`SECRETS entry ${position} has no id: expected id:base64`);
  const id = entry.slice(0, colon);
  if (!ID.test(id)) {
    throw new RangeError(
      `SECRETS entry ${position} has a bad id: expected 1 to 32 of 0-9 A-Z a-z _ -`,
    );
  }
  const key = readBase64(entry.slice(colon + 1));
  if (!key) throw new RangeError(`SECRETS entry "${id}" is not base64`);
  if (key.length !== KEY_BYTES) {
    throw new RangeError(
      `SECRETS entry "${id}" has ${key.length} bytes: expected ${KEY_BYTES} random bytes`,
    );
  }
  return { id, key };
}

function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}
