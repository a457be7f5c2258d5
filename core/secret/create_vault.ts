import { base64url, calculateJwkThumbprint, CompactSign, FlattenedSign } from "jose";
import type { Kid } from "../id.ts";
import { importSeed, publicKeyOf } from "./ed25519.ts";
import type { Secret } from "./parse_secrets.ts";
import type { Vault } from "./vault.ts";

/** What a key derived from a secret is for: one key per purpose, so that none can be used for another. */
interface KeyRing {
  readonly id: string;
  readonly sealing: CryptoKey;
  readonly mac: CryptoKey;
  readonly signing: CryptoKey;
  readonly kid: Kid;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

const NONCE_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Makes the vault of these secrets; the first is current. Sealed text is `id.nonce.ciphertext` in base64url:
 * the id says which secret opens it, so a rotated secret keeps opening what it sealed while it is listed.
 */
export async function createVault(secrets: readonly Secret[]): Promise<Vault> {
  const rings = await Promise.all(secrets.map(deriveKeys));
  const current = rings[0];
  if (!current) throw new RangeError("Cannot make a vault: expected at least one secret");
  const ringById = new Map(rings.map((ring) => [ring.id, ring]));
  const keys = rings.map((ring) => ring.publicJwk);

  return {
    kid: current.kid,
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
    async mac(purpose, text) {
      const bytes = encoder.encode(`${purpose}\0${text}`);
      return new Uint8Array(await crypto.subtle.sign("HMAC", current.mac, bytes)).toHex();
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
    jwks: () => ({ keys }),
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
  const mac = await crypto.subtle.deriveKey(
    hkdf("mac"),
    master,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign"],
  );
  const seed = new Uint8Array(
    await crypto.subtle.deriveBits(hkdf("portal signature"), master, 256),
  );
  const x = await publicKeyOf(seed);
  const signing = await importSeed(seed, false);
  const jwk = { kty: "OKP", crv: "Ed25519", x };
  const kid = await calculateJwkThumbprint(jwk);
  const publicJwk = { ...jwk, kid, alg: "EdDSA", use: "sig" };
  return { id: secret.id, sealing, mac, signing, kid, publicJwk };
}

function hkdf(purpose: string): HkdfParams {
  const info = encoder.encode(`countersign ${purpose}`);
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
}
