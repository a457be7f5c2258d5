import { base64url, createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from "jose";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, it } from "vitest";
import { testVault } from "../support/test_vault.ts";
import type { Vault } from "../../core/secret/vault.ts";
import { type MadeSecret, makeSecret, openSecret } from "../../core/webhook/endpoint_secret.ts";
import { signingKeys, webhookHeaders } from "../../core/webhook/signature.ts";
import { START } from "../support/fake_clock.ts";

const PAYLOADS = 1_000;
const endpointId = "whe_01KAG8M0000000000000000001";
const url = "https://tea.example/hook?shop=1";
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

let vault: Vault;
let first: MadeSecret;
let second: MadeSecret;

beforeAll(async () => {
  vault = await testVault();
  first = await makeSecret({ random, vault }, { endpointId, number: 1 }, { now: START });
  second = await makeSecret({ random, vault }, { endpointId, number: 2 }, { now: START });
});

async function signed(body: string, secrets: readonly MadeSecret[]) {
  const keys = await Promise.all(
    secrets.map(({ secret }) => signingKeys(vault, endpointId, secret)),
  );
  return await webhookHeaders(vault, keys, {
    eventId: "evt_01KAG8M0000000000000000002",
    // The published verifiers look at the real clock.
    timestamp: Math.floor(Date.now() / 1_000),
    body,
    url,
    jti: "dlv_1.1",
  });
}

/** Text of many kinds: plain, Chinese, emoji, control characters, JSON, empty, and up to 20 KB. */
function payload(n: number): string {
  if (n === 0) return "";
  if (n === 1) return "茶".repeat(6_800);
  const alphabet = ["a", "茶", "🫖", "\u0000", "\n", '"', "\\", ".", "é", "\u2028", " "];
  const length = random(2).reduce((sum, byte) => sum + byte, 0) % (n % 50 === 0 ? 500 : 60);
  const text = Array.from(random(length), (byte) => alphabet[byte % alphabet.length]).join("");
  return n % 2 === 0 ? text : JSON.stringify({ type: "order.paid", data: { text } });
}

async function v1aHolds(
  publicKey: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) {
  const raw = Uint8Array.from(atob(publicKey.slice("whpk_".length)), (c) => c.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  const text = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const signatures = (headers["webhook-signature"] ?? "").split(" ")
    .filter((each) => each.startsWith("v1a,"))
    .map((each) => Uint8Array.from(atob(each.slice(4)), (c) => c.charCodeAt(0)));
  const verdicts = await Promise.all(
    signatures.map((signature) =>
      crypto.subtle.verify("Ed25519", key, signature, new TextEncoder().encode(text))
    ),
  );
  return verdicts.includes(true);
}

async function readJws(header: string, body: string) {
  const [protectedHeader = "", empty, signature = ""] = header.split(".");
  expect(empty).toBe("");
  const jwks: JSONWebKeySet = JSON.parse(JSON.stringify(vault.jwks()));
  const verified = await flattenedVerify(
    { protected: protectedHeader, payload: base64url.encode(body), signature },
    createLocalJWKSet(jwks),
  );
  return verified.protectedHeader;
}

function v1Holds(secret: string, headers: Readonly<Record<string, string>>, body: string): boolean {
  try {
    new Webhook(secret).verify(body, { ...headers }, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

describe("webhookHeaders", () => {
  it("is believed by the published library, by jose and by WebCrypto, whatever the body", async () => {
    for (let n = 0; n < PAYLOADS; n++) {
      const body = payload(n).toWellFormed();
      const headers = await signed(body, [first]);
      expect(v1Holds(first.plain, headers, body), `v1 of payload ${n}`).toBe(true);
      expect(await v1aHolds(first.secret.publicKey, headers, body), `v1a of ${n}`).toBe(true);
      expect(await readJws(headers["countersign-signature"] ?? "", body)).toMatchObject({
        alg: "EdDSA",
        kid: vault.kid,
        iat: Number(headers["webhook-timestamp"]),
        jti: "dlv_1.1",
        htm: "POST",
        htu: url,
      });
    }
  });

  it("is believed by nobody once a byte of the body, the id or the time is another", async () => {
    const body = '{"type":"order.paid","data":{"amount":8800}}';
    const headers = await signed(body, [first]);
    const changed: readonly [Readonly<Record<string, string>>, string][] = [
      [headers, body.replace("8800", "8801")],
      [{ ...headers, "webhook-id": "evt_other" }, body],
      [{ ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) + 1) }, body],
    ];
    for (const [given, text] of changed) {
      expect(v1Holds(first.plain, given, text)).toBe(false);
      expect(await v1aHolds(first.secret.publicKey, given, text)).toBe(false);
    }
    const forged = readJws(headers["countersign-signature"] ?? "", `${body} `);
    await expect(forged).rejects.toThrow();
  });

  it("carries two signatures of each kind while two secrets are in force", async () => {
    const headers = await signed("{}", [second, first]);
    const kinds = (headers["webhook-signature"] ?? "").split(" ").map((each) => each.split(",")[0]);
    expect(kinds).toEqual(["v1", "v1a", "v1", "v1a"]);
    for (const { plain, secret } of [first, second]) {
      expect(v1Holds(plain, headers, "{}")).toBe(true);
      expect(await v1aHolds(secret.publicKey, headers, "{}")).toBe(true);
    }
  });
});

describe("makeSecret", () => {
  it("generates 32 bytes of each kind, which nothing stored reveals", () => {
    expect(first.plain).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(first.secret.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(first.secret)).not.toContain(first.plain.slice(6, 30));
  });

  it("seals for one endpoint and one place in its list", async () => {
    const elsewhere = "whe_01KAG8M0000000000000000009";
    await expect(signingKeys(vault, elsewhere, first.secret)).rejects.toThrow();
    await expect(openSecret(vault, endpointId, { ...first.secret, number: 2 })).rejects.toThrow();
    await expect(openSecret(vault, endpointId, first.secret)).resolves.toBeDefined();
  });
});
