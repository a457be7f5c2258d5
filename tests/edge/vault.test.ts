import { base64url, createLocalJWKSet, flattenedVerify } from "jose";
import { describe, expect, it } from "vitest";
import { secretEnds } from "../../core/secret/secret_ends.ts";
import { parseSecrets, retiredText, type Secret } from "../../core/secret/parse_secrets.ts";
import { testVault } from "../support/test_vault.ts";

const first: Secret = { id: "2026-a", key: new Uint8Array(32).fill(1) };
const second: Secret = { id: "2026-b", key: new Uint8Array(32).fill(2) };
const CONTEXT = "endpoint_secrets/whe_1/1/sealed_secret";

function base64(key: Uint8Array): string {
  return btoa(String.fromCharCode(...key));
}

describe("a vault", () => {
  it("opens what it sealed, and never seals one text alike twice", async () => {
    const vault = await testVault({ secrets: [first] });
    const [one, two] = [
      await vault.seal("手机 138", CONTEXT),
      await vault.seal("手机 138", CONTEXT),
    ];
    expect(one).not.toBe(two);
    expect([await vault.open(one, CONTEXT), await vault.open(two, CONTEXT)])
      .toEqual(["手机 138", "手机 138"]);
    expect(await vault.open(await vault.seal("", CONTEXT), CONTEXT)).toBe("");
  });

  it("keeps opening old text after a rotation, and no longer when the old secret is dropped", async () => {
    const old = await (await testVault({ secrets: [first] })).seal("card token", CONTEXT);
    expect(await (await testVault({ secrets: [second, first] })).open(old, CONTEXT)).toBe(
      "card token",
    );
    await expect((await testVault({ secrets: [second] })).open(old, CONTEXT)).rejects.toThrow(
      "no secret",
    );
  });

  it("seals with the first secret of the list", async () => {
    const sealed = await (await testVault({ secrets: [second, first] })).seal("x", CONTEXT);
    expect(sealed.startsWith("2026-b.")).toBe(true);
  });

  it("refuses every flipped bit and every other context", async () => {
    const vault = await testVault({ secrets: [first] });
    const sealed = await vault.seal("one secret", CONTEXT);
    const [id = "", nonce = "", ciphertext = ""] = sealed.split(".");
    for (
      const [part, join] of [
        [nonce, (text: string) => `${id}.${text}.${ciphertext}`],
        [ciphertext, (text: string) => `${id}.${nonce}.${text}`],
      ] as const
    ) {
      const bytes = base64url.decode(part);
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = bytes.map((byte, at) => at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte);
        await expect(vault.open(join(base64url.encode(flipped)), CONTEXT)).rejects.toThrow();
      }
    }
    await expect(vault.open(sealed, "endpoint_secrets/whe_2/1/sealed_secret")).rejects.toThrow();
    await expect(vault.open("nonsense", CONTEXT)).rejects.toThrow();
  });

  it("signs what its published keys verify, also keys that were rotated out", async () => {
    const payload = new TextEncoder().encode('{"a":1}');
    const old = await (await testVault({ secrets: [first] })).sign({ iat: 1 }, payload);
    const rotated = await testVault({ secrets: [second, first] });
    const keys = createLocalJWKSet({
      keys: rotated.jwks().keys.map((key) => ({ kty: "", ...key })),
    });
    for (const jws of [old, await rotated.sign({ iat: 1 }, payload)]) {
      const [header = "", middle, signature = ""] = jws.split(".");
      expect(middle).toBe("");
      const verified = await flattenedVerify(
        { protected: header, payload: base64url.encode(payload), signature },
        keys,
      );
      expect(verified.protectedHeader).toMatchObject({ alg: "EdDSA", iat: 1 });
    }
    expect(rotated.jwks().keys).toHaveLength(2);
  });

  it("publishes no private part", async () => {
    const vault = await testVault({ secrets: [first, second] });
    expect(vault.jwks().keys).toHaveLength(2);
    for (const key of vault.jwks().keys) {
      expect(Object.keys(key).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x"]);
    }
  });

  it("is the same portal after a restart", async () => {
    const [one, two] = [
      await testVault({ secrets: [first] }),
      await testVault({ secrets: [first] }),
    ];
    expect(one.kid).toBe(two.kid);
    expect(await one.mac("device", "abc")).toBe(await two.mac("device", "abc"));
  });

  it("gives the same digest under every secret", async () => {
    const [one, two] = [
      await testVault({ secrets: [first] }),
      await testVault({ secrets: [second] }),
    ];
    expect(await one.mac("device", "abc")).toBe(await two.mac("device", "abc"));
  });

  it("publishes what is left of a retired secret, and opens nothing with it", async () => {
    const old = await testVault({ secrets: [first] });
    const sealed = await old.seal("x", CONTEXT);
    const publicKey = old.keys[0]?.publicKey ?? "";
    const entry = retiredText({ id: first.id, publicKey });
    const given = parseSecrets(`${second.id}:${base64(second.key)},${entry}`);
    expect(given).toEqual({ secrets: [second], retired: [{ id: first.id, publicKey }] });
    const vault = await testVault(given);
    expect(vault.jwks().keys.map(({ kid }) => kid)).toEqual([vault.kid, old.kid]);
    await expect(vault.open(sealed, CONTEXT)).rejects.toThrow("no secret");
  });

  it("gives a different digest for another purpose, text or lookup key", async () => {
    const one = await testVault();
    const other = await testVault({ lookupKey: new Uint8Array(32).fill(8) });
    const digests = [
      await one.mac("device", "abc"),
      await one.mac("phone", "abc"),
      await one.mac("device", "abd"),
      await other.mac("device", "abc"),
    ];
    expect(new Set(digests).size).toBe(4);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("parseSecrets", () => {
  it("reads a list, the current one first", () => {
    const text = ` 2026-b:${base64(second.key)}, 2026-a:${base64(first.key)} `;
    expect(parseSecrets(text)).toEqual({ secrets: [second, first], retired: [] });
  });

  it.each([
    ["", "SECRETS is empty"],
    [base64(first.key), "entry 1 has no id"],
    [`:${base64(first.key)}`, "entry 1 has no id"],
    [`a b:${base64(first.key)}`, "entry 1 has a bad id"],
    ["a:%%%", '"a" is not base64'],
    [`a:${base64(first.key)}:soon`, '"a" ends on no day'],
    [`a:${base64(first.key)}:2027-02-30`, '"a" ends on no day'],
    [`a:${base64(first.key)}:`, '"a" ends on no day'],
    [`a:${base64(first.key)},b:public:${base64(second.key)}:2027-02-28`, '"b" is not base64'],
    ["a:c2hvcnQ=", '"a" has 5 bytes: expected 32'],
    [`a:${base64(first.key)},a:${base64(second.key)}`, 'has the id "a" twice'],
    [`a:${base64(first.key)},a:public:${base64(second.key)}`, 'has the id "a" twice'],
    [`a:public:${base64(first.key)}`, 'begins with "a", which is public'],
    [`a:${base64(first.key)},b:public:c2hvcnQ=`, '"b" has 5 bytes: expected 32'],
  ])("refuses %j and says why", (text, why) => {
    expect(() => parseSecrets(text)).toThrow(why);
  });

  it("reads the last day of a secret, at whose end in Asia/Shanghai it ends", () => {
    const given = parseSecrets(
      `b:${base64(second.key)}:2027-11-20,a:${base64(first.key)}`,
    );
    expect(given.secrets).toEqual([
      { id: "b", key: second.key, lastDay: "2027-11-20" },
      { id: "a", key: first.key },
    ]);
    expect(secretEnds(given)).toEqual([
      { name: "SECRETS b", endsAt: Date.parse("2027-11-21T00:00:00+08:00") },
    ]);
  });

  it("never repeats a key in its message", () => {
    const key = base64(first.key);
    for (const text of [key, `a b:${key}`, `a:${key}A`, `a:${key},a:${key}`, `a:${key}:${key}`]) {
      expect(() => parseSecrets(text)).toThrow(expect.not.objectContaining({
        message: expect.stringContaining(key),
      }));
    }
  });
});
