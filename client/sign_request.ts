import { exportJWK, FlattenedSign, importJWK, importPKCS8, type JWK } from "jose";
import type { operations } from "./api.d.ts";

/** A key pair of yours whose public half is registered with the portal. */
export interface SigningKey {
  /** As the portal answered when it was registered. */
  readonly kid: string;
  readonly alg: "EdDSA" | "ES256" | "PS256";
  /** A CryptoKey, a private JWK, or PKCS#8 in PEM. */
  readonly privateKey: CryptoKey | JWK | string;
}

type NewKey = operations["postV1Keys"]["requestBody"]["content"]["application/json"];

/** What to register of a key pair: `POST /v1/keys` with it as `jwk`. */
export async function publicJwk(publicKey: CryptoKey): Promise<NewKey["jwk"]> {
  if (publicKey.type !== "public") throw new TypeError("Cannot register: this key is not public");
  // The portal checks what kind of key it is.
  return await exportJWK(publicKey) as NewKey["jwk"];
}

/** A signature over one request, and the `jti` that the answer to it names. */
export interface Signed {
  readonly signature: string;
  readonly jti: string;
}

/** Reads the key once; the function it gives signs each request: method, whole URL with its query, and raw body. */
export function requestSigner(
  { kid, alg, privateKey }: SigningKey,
): (method: string, url: string, body: Uint8Array) => Promise<Signed> {
  const key = imported(privateKey, alg);
  key.catch(() => {});
  return async (method, url, body) => {
    const jti = crypto.randomUUID();
    const iat = Math.floor(Date.now() / 1_000);
    const jws = await new FlattenedSign(body)
      .setProtectedHeader({ alg, kid, iat, jti, htm: method, htu: url })
      .sign(await key);
    return { signature: `${jws.protected}..${jws.signature}`, jti };
  };
}

async function imported(key: SigningKey["privateKey"], alg: SigningKey["alg"]): Promise<CryptoKey> {
  if (typeof key === "string") return await importPKCS8(key, alg);
  if (key instanceof CryptoKey) return key;
  const read = await importJWK(key, alg);
  if (read instanceof CryptoKey) return read;
  throw new TypeError("Cannot sign: privateKey is not a private key of a pair");
}
