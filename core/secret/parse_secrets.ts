import { type BusinessDay, parseBusinessDay } from "../time.ts";

/** 32 random bytes and their id; the first of a list seals and signs, the others still open and verify. */
export interface Secret {
  readonly id: string;
  readonly key: Uint8Array<ArrayBuffer>;
  /** By when its operator wants to have replaced it; it goes on working. */
  readonly lastDay?: BusinessDay;
}

/** What is left of a secret that seals nothing any more: its public key, so that what it signed still verifies. */
export interface RetiredSecret {
  readonly id: string;
  /** Ed25519, base64url. */
  readonly publicKey: string;
}

export interface Secrets {
  readonly secrets: readonly Secret[];
  readonly retired: readonly RetiredSecret[];
}

const PUBLIC = "public:";
const KEY_BYTES = 32;
const SECRETS_MAX = 16;
const ID = /^[0-9A-Za-z_-]{1,32}$/;

/**
 * Reads `id:base64:2027-11-20,id:base64,id:public:base64`, the current secret first. Each key is 32 bytes in base64 or
 * base64url, and a day after it is its last; after `public:` it is the public key of a retired secret. Throws RangeError with what is wrong and where; the message
 * never repeats a key.
 */
export function parseSecrets(text: string): Secrets {
  const entries = text.split(",").map((entry) => entry.trim()).filter((entry) => entry !== "");
  if (entries.length === 0) throw new RangeError("SECRETS is empty: expected id:base64");
  if (entries.length > SECRETS_MAX) {
    throw new RangeError(`SECRETS has ${entries.length} entries: the maximum is ${SECRETS_MAX}`);
  }
  const read = entries.map((entry, index) => parseSecret(entry, index + 1));
  const seen = new Set<string>();
  for (const { id } of read) {
    if (seen.has(id)) {
      throw new RangeError(`SECRETS has the id "${id}" twice: each id must be unique`);
    }
    seen.add(id);
  }
  const [first] = read;
  if (first && "publicKey" in first) {
    throw new RangeError(`SECRETS begins with "${first.id}", which is public: it can seal nothing`);
  }
  return {
    secrets: read.filter((each) => "key" in each),
    retired: read.filter((each) => "publicKey" in each),
  };
}

/** As an entry of SECRETS. */
export function retiredText({ id, publicKey }: RetiredSecret): string {
  return `${id}:${PUBLIC}${publicKey}`;
}

function parseSecret(entry: string, position: number): Secret | RetiredSecret {
  const colon = entry.indexOf(":");
  if (colon < 1) throw new RangeError(`SECRETS entry ${position} has no id: expected id:base64`);
  const id = entry.slice(0, colon);
  if (!ID.test(id)) {
    throw new RangeError(
      `SECRETS entry ${position} has a bad id: expected 1 to 32 of 0-9 A-Z a-z _ -`,
    );
  }
  const given = entry.slice(colon + 1);
  const isPublic = given.startsWith(PUBLIC);
  const [base64 = "", day] = isPublic ? [given.slice(PUBLIC.length)] : given.split(/:(.*)/s);
  const key = readBase64(base64);
  if (!key) throw new RangeError(`SECRETS entry "${id}" is not base64`);
  if (key.length !== KEY_BYTES) {
    throw new RangeError(
      `SECRETS entry "${id}" has ${key.length} bytes: expected ${KEY_BYTES} random bytes`,
    );
  }
  const lastDay = day === undefined ? undefined : parseBusinessDay(day);
  if (day !== undefined && !lastDay) {
    throw new RangeError(`SECRETS entry "${id}" ends on no day: expected one such as 2027-11-20`);
  }
  if (!isPublic) return lastDay ? { id, key, lastDay } : { id, key };
  return { id, publicKey: key.toBase64({ alphabet: "base64url", omitPadding: true }) };
}

function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}
