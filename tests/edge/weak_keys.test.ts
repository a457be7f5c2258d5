import { base64url } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey } from "../support/signer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Every encoding of the eight points of small order, the non-canonical ones too [RFC 8032; "Taming the many EdDSAs"]. */
const SMALL_ORDER = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000080",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000080",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
];
/** y = p + 3 and y = 2: past the field, and on no point of the curve. */
const NO_POINT = [
  "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0200000000000000000000000000000000000000000000000000000000000000",
];

describe("a public key that anybody can sign for", () => {
  it("is refused: Ed25519 points of small order, non-canonical ones, and what is no point", async () => {
    for (const hex of [...SMALL_ORDER, ...NO_POINT]) {
      const x = base64url.encode(Uint8Array.fromHex(hex));
      const refused = await register({ kty: "OKP", crv: "Ed25519", x });
      expect([hex, refused]).toEqual([
        hex,
        [403, "jwk", expect.stringMatching(/^(weak_key|not_a_key)$/)],
      ]);
    }
  });

  it("is refused: RSA moduli that are even, have a small factor, or are a prime or its power", async () => {
    const { jwk } = await makeKey("PS256");
    const good = numberOf(jwk.n ?? "");
    const prime = 2n ** 2203n - 1n;
    const square = (2n ** 1279n - 1n) ** 2n;
    for (const n of [good - 1n, good * 2n, good * 3n, good * 751n, prime, square]) {
      expect(await register({ kty: "RSA", n: text(n), e: "AQAB" })).toEqual([
        403,
        "jwk",
        "weak_key",
      ]);
    }
    expect(await register({ kty: "RSA", n: jwk.n, e: "AQ" })).toEqual([
      422,
      "jwk.e",
      "not_allowed",
    ]);
    expect(await register({ kty: "RSA", n: text(2n ** 521n - 1n), e: "AQAB" }))
      .toEqual([422, "jwk.n", "wrong_size"]);
  });

  it("is not examined at length for somebody unknown", async () => {
    const key = `sk_test_${"0".repeat(40)}`;
    const body = { jwk: { kty: "RSA", n: text(2n ** 2203n - 1n), e: "AQAB" } };
    expect((await app.api("/v1/keys", { body, key })).status).toBe(401);
  });

  it("is told from good keys of every kind", async () => {
    for (const alg of ["EdDSA", "EdDSA", "EdDSA", "ES256", "PS256"] as const) {
      const { jwk } = await makeKey(alg);
      expect((await app.api("/v1/keys", { body: { jwk } })).status).toBe(201);
    }
  });
});

/** The status, and the path and code of the first thing wrong. */
async function register(jwk: object): Promise<readonly unknown[]> {
  const answer = await app.api("/v1/keys", { body: { jwk } });
  const { errors } = await answer.json();
  return [answer.status, errors?.[0]?.path, errors?.[0]?.code];
}

function numberOf(base64: string): bigint {
  return BigInt(`0x${base64url.decode(base64).toHex()}`);
}

function text(number: bigint): string {
  const hex = number.toString(16);
  return base64url.encode(Uint8Array.fromHex(hex.padStart(hex.length + hex.length % 2, "0")));
}
