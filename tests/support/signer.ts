import { base64url, exportJWK, FlattenedSign, generateKeyPair } from "jose";
import type { CryptoKey, JWK } from "jose";
import type { SignatureAlg } from "../../core/merchant/merchant_key.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

/** A merchant's own key pair, registered with the portal. */
export interface Signer {
  readonly kid: string;
  readonly alg: SignatureAlg;
  readonly privateKey: CryptoKey;
}

export interface Asked {
  readonly method?: string;
  /** Path and query. */
  readonly path: string;
  readonly body?: string;
  /** Over the protected header's own values. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly contentType?: string;
}

export async function makeKey(
  alg: SignatureAlg,
): Promise<{ readonly jwk: JWK; readonly privateKey: CryptoKey }> {
  const pair = await generateKeyPair(alg, { extractable: true });
  return { jwk: await exportJWK(pair.publicKey), privateKey: pair.privateKey };
}

/** Registers a new key of `merchant` with its secret key. */
export async function registerKey(
  app: TestApp,
  alg: SignatureAlg,
  merchant: TestMerchant = app.merchant,
  dates: Readonly<Record<string, string>> = {},
): Promise<Signer> {
  const { jwk, privateKey } = await makeKey(alg);
  const answer = await app.api("/v1/keys", {
    body: { jwk, ...dates },
    key: merchant.secretKey,
  });
  if (answer.status !== 201) throw new Error(`Cannot register: ${await answer.text()}`);
  const { kid } = await answer.json();
  return { kid, alg, privateKey };
}

let made = 0;

/** A request as a merchant's own program would sign it, with jose alone. */
export async function signedRequest(
  app: Pick<TestApp, "clock" | "deps">,
  signer: Signer,
  asked: Asked,
): Promise<Request> {
  const method = asked.method ?? (asked.body === undefined ? "GET" : "POST");
  const url = app.deps.config.publicUrl + asked.path;
  const header = {
    alg: signer.alg,
    kid: signer.kid,
    iat: Math.floor(app.clock.now() / 1_000),
    jti: `request-${++made}`,
    htm: method,
    htu: url,
    ...asked.header,
  };
  return request(method, url, asked, await detached(header, asked.body ?? "", signer.privateKey));
}

export function request(method: string, url: string, asked: Asked, signature: string): Request {
  return new Request(url, {
    method,
    headers: {
      "Countersign-Signature": signature,
      ...(asked.body === undefined
        ? {}
        : { "Content-Type": asked.contentType ?? "application/json" }),
    },
    ...(asked.body === undefined ? {} : { body: asked.body }),
  });
}

export async function detached(
  header: Readonly<Record<string, unknown>>,
  body: string,
  key: CryptoKey,
): Promise<string> {
  const jws = await new FlattenedSign(new TextEncoder().encode(body))
    .setProtectedHeader(header).sign(key);
  return `${jws.protected}..${jws.signature}`;
}

/** The protected header of a detached JWS, unverified. */
export function headerOf(signature: string): Record<string, unknown> {
  const [text = ""] = signature.split(".");
  return JSON.parse(new TextDecoder().decode(base64url.decode(text)));
}
