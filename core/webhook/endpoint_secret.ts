import type { Deps } from "../deps.ts";
import type { EndpointId } from "../id.ts";
import { publicKeyOf } from "../secret/ed25519.ts";
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
  const plain = given.plain ?? `whsec_${deps.random(SECRET_BYTES).toBase64()}`;
  const seed = Uint8Array.from(deps.random(SECRET_BYTES));
  const [publicKey, sealedSecret, sealedPrivateKey] = await Promise.all([
    publicKeyOf(seed),
    deps.vault.seal(plain, place(owner, "secret")),
    deps.vault.seal(seed.toBase64(), place(owner, "private_key")),
  ]);
  const secret: EndpointSecret = {
    number: owner.number,
    sealedSecret,
    sealedPrivateKey,
    publicKey: `whpk_${Uint8Array.fromBase64(publicKey, { alphabet: "base64url" }).toBase64()}`,
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
  return { secret, seed: Uint8Array.fromBase64(seed) };
}

/** Where a sealed value is stored: it can't be opened anywhere else. */
export function place(
  owner: { readonly endpointId: EndpointId; readonly number: number },
  column: "secret" | "private_key",
): string {
  return `endpoint_secrets/${owner.endpointId}/${owner.number}/${column}`;
}
