import { base64url, calculateJwkThumbprint, CompactSign, FlattenedSign } from "jose";
import type { Kid } from "../id.ts";
import { importSeed, publicKeyOf } from "./ed25519.ts";
import type { Secret, Secrets } from "./parse_secrets.ts";
import type { Sealing, Vault } from "./vault.ts";

/** What a key derived from a secret is for: one key per purpose, so that none can be used for another. */
interface KeyRing {
  readonly id: string;
  readonly sealing: CryptoKey;
  readonly signing: CryptoKey;
  readonly kid: Kid;
  readonly publicKey: string;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

const NONCE_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Makes the vault of these secrets; the first is current. Sealed text is `id.nonce.ciphertext` in base64url:
 * the id says which secret opens it, so a rotated secret keeps opening what it sealed while it is listed. Digests need
 * a key that no rotation changes: `lookupKeyOf` gives its 32 bytes, which the database keeps sealed; the first digest
 * asks for it.
 */
export async function createVault(
  { secrets, retired }: Secrets,
  lookupKeyOf: (sealing: Sealing) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Vault> {
  const rings = await Promise.all(secrets.map(deriveKeys));
  const current = rings[0];
  if (!current) throw new RangeError("Cannot make a vault: expected at least one secret");
  const ringById = new Map(rings.map((ring) => [ring.id, ring]));
  const published = await Promise.all([
    ...rings.map(({ publicJwk }) => publicJwk),
    ...retired.map(async ({ publicKey }) => (await publishedKey(publicKey)).publicJwk),
  ]);
  const sealing: Sealing = {
    seal: (plain, context) => seal(current, plain, context),
    async open(sealed, context) {
      const [id = "", nonce, ciphertext] = sealed.split(".");
      const ring = ringById.get(id);
      if (!ring || !nonce || !ciphertext) throw new TypeError("Cannot open: no secret sealed this");
      const plain = await crypto.subtle.decrypt(
        sealParameters(base64url.decode(nonce), context),
        ring.sealing,
        new Uint8Array(base64url.decode(ciphertext)),
      );
      return decoder.decode(plain);
    },
  };
  // The key is kept and not the promise of it: on a worker no request may wait for what another one reads.
  let lookupKey: CryptoKey | undefined;

  return {
    ...sealing,
    kid: current.kid,
    keys: rings.map(({ id, kid, publicKey }) => ({ id, kid, publicKey })),
    sealedBy: (sealed) => sealed.slice(0, sealed.indexOf(".")),
    async mac(purpose, text) {
      lookupKey ??= await importLookupKey(await lookupKeyOf(sealing));
      const bytes = encoder.encode(`${purpose}\0${text}`);
      return new Uint8Array(await crypto.subtle.sign("HMAC", lookupKey, bytes)).toHex();
    },
    async sign(header, payload) {
      const jws = await new FlattenedSign(payload)
        .setProtectedHeader({ ...header, alg: "EdDSA", kid: current.kid })
        .sign(current.signing);
      return `${jws.protected}..${jws.signature}`;
    },
    signCompact: (header, payload) =>
      new CompactSign(payload)
        .setProtectedHeader({ ...header, alg: "EdDSA", kid: current.kid })
        .sign(current.signing),
    jwks: () => ({ keys: published }),
  };
}

async function seal(ring: KeyRing, plain: string, context: string): Promise<string> {
  // Reusing a nonce under one key reveals both texts, so no caller and no test may choose it.
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const ciphertext = await crypto.subtle.encrypt(
    sealParameters(nonce, context),
    ring.sealing,
    encoder.encode(plain),
  );
  return `${ring.id}.${base64url.encode(nonce)}.${base64url.encode(new Uint8Array(ciphertext))}`;
}

function sealParameters(nonce: Uint8Array, context: string): AesGcmParams {
  return { name: "AES-GCM", iv: new Uint8Array(nonce), additionalData: encoder.encode(context) };
}

async function deriveKeys(secret: Secret): Promise<KeyRing> {
  const master = await crypto.subtle.importKey("raw", secret.key, "HKDF", false, [
    "deriveKey",
    "deriveBits",
  ]);
  const sealing = await crypto.subtle.deriveKey(
    hkdf("seal"),
    master,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
  const seed = new Uint8Array(
    await crypto.subtle.deriveBits(hkdf("portal signature"), master, 256),
  );
  const publicKey = await publicKeyOf(seed);
  const signing = await importSeed(seed, false);
  return { id: secret.id, sealing, signing, publicKey, ...await publishedKey(publicKey) };
}

async function publishedKey(x: string): Promise<Pick<KeyRing, "kid" | "publicJwk">> {
  const jwk = { kty: "OKP", crv: "Ed25519", x };
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, publicJwk: { ...jwk, kid, alg: "EdDSA", use: "sig" } };
}

function importLookupKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

function hkdf(purpose: string): HkdfParams {
  const info = encoder.encode(`countersign ${purpose}`);
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
}
