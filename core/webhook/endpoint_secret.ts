import type { Deps } from "../deps.ts";
import type { EndpointId } from "../id.ts";
import type { Vault } from "../secret/vault.ts";
import type { Instant } from "../time.ts";
import type { EndpointSecret } from "./endpoint.ts";

const SECRET_BYTES = 32;

/** What signs a webhook: the text of the `v1` secret and the seed of the `v1a` key. */
export interface SigningSecret {
  /** `whsec_` and base64 of 32 bytes. */
  readonly secret: string;
  readonly seed: Uint8Array<ArrayBuffer>;
}

export interface MadeSecret {
  readonly secret: EndpointSecret;
  /** `whsec_…`, shown once. */
  readonly plain: string;
}

/** Creates and seals secret `number` of an endpoint; `plain` is given only if a specific secret is needed. */
export async function makeSecret(
  deps: Pick<Deps, "random" | "vault">,
  owner: { readonly endpointId: EndpointId; readonly number: number },
  given: { readonly now: Instant; readonly plain?: string | undefined },
): Promise<MadeSecret> {
  const plain = given.plain ?? `whsec_${base64(deps.random(SECRET_BYTES))}`;
  const seed = Uint8Array.from(deps.random(SECRET_BYTES));
  const [publicKey, sealedSecret, sealedPrivateKey] = await Promise.all([
    publicKeyOf(seed),
    deps.vault.seal(plain, place(owner, "secret")),
    deps.vault.seal(base64(seed), place(owner, "private_key")),
  ]);
  const secret: EndpointSecret = {
    number: owner.number,
    sealedSecret,
    sealedPrivateKey,
    publicKey,
    createdAt: given.now,
    expiresAt: undefined,
  };
  return { secret, plain };
}

/** Throws when the row was tampered with or belongs to another endpoint. */
export async function openSecret(
  vault: Vault,
  endpointId: EndpointId,
  sealed: EndpointSecret,
): Promise<SigningSecret> {
  const owner = { endpointId, number: sealed.number };
  const [secret, seed] = await Promise.all([
    vault.open(sealed.sealedSecret, place(owner, "secret")),
    vault.open(sealed.sealedPrivateKey, place(owner, "private_key")),
  ]);
  return { secret, seed: unbase64(seed) };
}

/** Where a sealed value is stored: it can't be opened anywhere else. */
function place(
  owner: { readonly endpointId: EndpointId; readonly number: number },
  column: "secret" | "private_key",
): string {
  return `endpoint_secrets/${owner.endpointId}/${owner.number}/${column}`;
}

// RFC 8410: the fixed prefix of a PKCS #8 Ed25519 key; the 32-byte seed follows. WebCrypto accepts no bare seed.
const PKCS8_ED25519 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

export function importSeed(seed: Uint8Array, extractable: boolean): Promise<CryptoKey> {
  const pkcs8 = Uint8Array.from([...PKCS8_ED25519, ...seed]);
  return crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", extractable, ["sign"]);
}

async function publicKeyOf(seed: Uint8Array): Promise<string> {
  const { x } = await crypto.subtle.exportKey("jwk", await importSeed(seed, true));
  if (!x) throw new TypeError("Cannot make a key: the runtime exported no public part");
  const standard = x.replaceAll("-", "+").replaceAll("_", "/");
  return `whpk_${standard.padEnd(44, "=")}`;
}

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export function unbase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
}
