import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/canonical_json.ts";
import { chainHash } from "../../../core/contract/chain.ts";
import { sha256 } from "../../../core/sha256.ts";

describe("canonicalJson", () => {
  it("sorts names at every depth, keeps the order of lists, and leaves out what is absent", () => {
    const value = { b: [2, 1, { z: null, a: "ü\n" }], a: true, c: undefined };
    expect(canonicalJson(value)).toBe('{"a":true,"b":[2,1,{"a":"ü\\n","z":null}]}');
  });

  it("gives the texts that the hashes so far were made of", () => {
    const facts = { at: "2026-01-31T00:00:00.000Z", n: 0.1, big: 1e21, é: '\u2028/"', "": [] };
    expect(canonicalJson(facts)).toBe(
      '{"":[],"at":"2026-01-31T00:00:00.000Z","big":1e+21,"n":0.1,"é":"\u2028/\\""}',
    );
  });

  it("gives the same text for the same facts in another order", () => {
    expect(canonicalJson({ x: 1, y: { p: 1, q: 2 } })).toBe(
      canonicalJson({ y: { q: 2, p: 1 }, x: 1 }),
    );
  });
});

describe("chainHash", () => {
  it("is SHA-256 over the previous hash and the facts", async () => {
    expect(await chainHash("abc", { b: 1, a: 2 })).toBe(await sha256('abc{"a":2,"b":1}'));
    expect(await sha256("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("differs with the facts and with what came before", async () => {
    const hashes = await Promise.all([
      chainHash("a", { v: 1 }),
      chainHash("a", { v: 2 }),
      chainHash("b", { v: 1 }),
    ]);
    expect(new Set(hashes).size).toBe(3);
  });
});
