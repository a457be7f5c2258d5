import { describe, expect, it } from "vitest";
import { type LinkId, merchantNo } from "../../core/id.ts";
import { emvOfLink } from "../../core/link/emv_of_link.ts";
import { pathOfCode } from "../../sandbox/pages/code.ts";

const ORIGIN = "https://pay.example";

describe("pathOfCode", () => {
  it("reads one of our links out of an EMVCo code", () => {
    const linkId = "lnk_01K0000000000000000000000A" as LinkId;
    const merchant = { merchantNo: merchantNo("990100000000001"), name: "青瓷茶舍" };
    const code = emvOfLink({ linkId, amount: undefined }, merchant);
    expect(pathOfCode(`  ${code}\n`, ORIGIN)).toBe(`/l/${linkId}`);
    expect(pathOfCode(code.slice(0, -1), ORIGIN)).toBeUndefined();
  });

  it("leads to pages of this site and to no other", () => {
    expect(pathOfCode(`${ORIGIN}/q/abc`, ORIGIN)).toBe("/q/abc");
    expect(pathOfCode("https://qr.95516.com/00010000/62026334965734775092", ORIGIN))
      .toBeUndefined();
    expect(pathOfCode("https://elsewhere.example/q/abc", ORIGIN)).toBeUndefined();
  });
});
