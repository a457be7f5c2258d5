import type { EndpointId, EventId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";
import type { EndpointSecret } from "./endpoint.ts";
import { importSeed } from "../secret/ed25519.ts";
import { openSecret } from "./endpoint_secret.ts";

/** One secret, imported and ready to sign. */
export interface SigningKeys {
  readonly hmac: CryptoKey;
  readonly ed25519: CryptoKey;
}

/** What is signed, to whom and when. */
export interface Signed {
  readonly eventId: EventId;
  /** Unix time of this attempt, in seconds: receivers refuse webhooks that are minutes old. */
  readonly timestamp: number;
  readonly body: string;
}

export interface Notice extends Signed {
  readonly url: string;
  /** Identifies this attempt, so that a receiver can refuse a replay. */
  readonly jti: string;
}

const encoder = new TextEncoder();

/**
 * All the headers of one webhook: those of Standard Webhooks 1.0.0 with a `v1` (HMAC-SHA256) and a `v1a` (Ed25519)
 * signature by every active secret, and the portal's own detached JWS over the body.
 */
export async function webhookHeaders(
  vault: Vault,
  keys: readonly SigningKeys[],
  notice: Notice,
): Promise<Readonly<Record<string, string>>> {
  const header = { iat: notice.timestamp, jti: notice.jti, htm: "POST", htu: notice.url };
  const [signature, jws] = await Promise.all([
    standardSignature(keys, notice),
    vault.sign(header, encoder.encode(notice.body)),
  ]);
  return {
    "content-type": "application/json",
    "user-agent": "Countersign-Webhooks/1",
    "webhook-id": notice.eventId,
    "webhook-timestamp": String(notice.timestamp),
    "webhook-signature": signature,
    "countersign-signature": jws,
  };
}

/** `v1,… v1a,…` over `id.timestamp.body`, space-separated, for each of the keys. */
async function standardSignature(
  keys: readonly SigningKeys[],
  { eventId, timestamp, body }: Signed,
): Promise<string> {
  const text = encoder.encode(`${eventId}.${timestamp}.${body}`);
  const signatures = await Promise.all(keys.flatMap(({ hmac, ed25519 }) => [
    sign("v1", hmac, "HMAC", text),
    sign("v1a", ed25519, "Ed25519", text),
  ]));
  return signatures.join(" ");
}

async function sign(
  version: string,
  key: CryptoKey,
  algorithm: string,
  text: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, key, text));
  return `${version},${signature.toBase64()}`;
}

// Opening and importing costs ten times as much as signing; this many imported secrets take a few megabytes.
const CACHE_MAX = 2_000;
const cache = new Map<string, Promise<SigningKeys>>();

/** The keys of a sealed secret. Cached by the sealed text itself, so a changed row never gets a stale key. */
export function signingKeys(
  vault: Vault,
  endpointId: EndpointId,
  sealed: EndpointSecret,
): Promise<SigningKeys> {
  const name = `${vault.kid} ${endpointId} ${sealed.sealedSecret}`;
  const known = cache.get(name);
  if (known) return known;
  const made = openAndImport(vault, endpointId, sealed);
  made.catch(() => cache.delete(name));
  const oldest = cache.size >= CACHE_MAX ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(name, made);
  return made;
}

async function openAndImport(
  vault: Vault,
  endpointId: EndpointId,
  sealed: EndpointSecret,
): Promise<SigningKeys> {
  const { secret, seed } = await openSecret(vault, endpointId, sealed);
  const raw = Uint8Array.fromBase64(secret.slice("whsec_".length));
  const [hmac, ed25519] = await Promise.all([
    crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
    importSeed(seed, false),
  ]);
  return { hmac, ed25519 };
}
