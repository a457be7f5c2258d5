import { describe, expect, it } from "vitest";
import { currentCode } from "../../../core/dynamic_code/current_code.ts";
import { refFrom, refOf, tokenOf } from "../../../core/dynamic_code/code_token.ts";
import { after, seconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { openOrder } from "../../support/fixtures.ts";
import { testVault } from "../../support/test_vault.ts";

const vault = await testVault();
const other = await testVault({ lookupKey: new Uint8Array(32).fill(8) });
const ref = "abcdefgh";

describe("a token", () => {
  it("is the ref and 128 bits, URL-safe, and the same every time", async () => {
    const token = await tokenOf(vault, { ref }, 7);
    expect(token).toMatch(/^abcdefgh[0-9A-Za-z_-]{22}$/);
    expect(await tokenOf(vault, { ref }, 7)).toBe(token);
    expect(refOf(token)).toBe(ref);
  });

  it("differs for every code, order and deployment", async () => {
    const rotations = Array.from(
      { length: 100 },
      (_, rotation) => tokenOf(vault, { ref }, rotation),
    );
    const tokens = await Promise.all([
      ...rotations,
      tokenOf(vault, { ref: "abcdefgi" }, 7),
      tokenOf(other, { ref }, 7),
    ]);
    expect(new Set(tokens.map((each) => each.slice(8))).size).toBe(102);
  });

  it("has one shape", () => {
    const token = "a".repeat(30);
    expect(refOf(token)).toBe("aaaaaaaa");
    const wrong = [
      "",
      "a".repeat(29),
      "a".repeat(31),
      `${token}\n`,
      "é".repeat(30),
      " ".repeat(30),
    ];
    expect(wrong.map(refOf)).toEqual(wrong.map(() => undefined));
  });
});

describe("refFrom", () => {
  it("takes 48 random bits", () => {
    expect(refFrom((bytes) => new Uint8Array(bytes).fill(255))).toBe("________");
  });
});

describe("currentCode", () => {
  it("is the address of this minute's token, with the time it renews", async () => {
    const code = {
      codeId: "cod_01KAG8M0000000000000000001",
      orderId: openOrder.orderId,
      merchantNo: openOrder.merchantNo,
      ref,
      openedAt: START,
      claim: undefined,
      version: 1,
    } as const;
    const config = { publicUrl: "https://pay.example" };
    const now = after(START, seconds(61));
    const token = await tokenOf(vault, { ref }, 1);
    expect(await currentCode({ vault, config }, code, now)).toEqual({
      token,
      url: `https://pay.example/q/${token}`,
      rotation: 1,
      renewsAt: after(START, seconds(120)),
    });
  });
});
