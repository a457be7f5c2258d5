import { describe, expect, it } from "vitest";
import { allowanceOf, refusalOf, type VerifiedUse } from "../../../core/limit/allowance.ts";
import { type Factor, factors, tierOf } from "../../../core/method/verification.ts";
import { cny } from "../../../core/money.ts";

const AGREED = cny(5_000_000);
const fresh: VerifiedUse = { spent: cny(0), agreed: AGREED, lowered: false };

describe("tierOf", () => {
  it.each<[string, readonly Factor[]]>([
    ["C", []],
    ["C", ["pin"]],
    ["C", ["code"]],
    ["C", ["passkey"]],
    // One kind, however good it is.
    ["C", ["signature"]],
    ["C", ["code", "code"]],
    ["B", ["pin", "code"]],
    ["B", ["code", "passkey"]],
    ["B", ["pin", "passkey"]],
    ["B", ["pin", "code", "passkey"]],
    ["A", ["code", "signature"]],
    ["A", ["signature", "pin"]],
    ["A", ["passkey", "signature"]],
    ["A", factors],
  ])("is %s for %j", (tier, used) => {
    expect(tierOf(used)).toBe(tier);
  });
});

describe("allowanceOf", () => {
  const withCode = { used: ["code"], enrolled: factors } as const;
  const typeOf = (fen: number, use = fresh, verification = withCode) =>
    allowanceOf(cny(fen), verification, use).type;

  it("allows what is left of the tier, to the last fen", () => {
    expect(allowanceOf(cny(100_000), withCode, fresh)).toEqual({
      type: "allowed",
      room: { tier: "C", cap: cny(100_000), left: cny(100_000) },
    });
    expect(typeOf(100_001)).toBe("factor_needed");
    expect(allowanceOf(cny(100_001), withCode, { ...fresh, lowered: true })).toEqual({
      type: "over",
      most: { tier: "C", cap: cny(100_000), left: cny(100_000) },
    });
    expect(typeOf(60_000, { ...fresh, spent: cny(40_000) })).toBe("allowed");
    expect(typeOf(60_001, { ...fresh, spent: cny(40_000) })).toBe("factor_needed");
  });

  it("counts the whole day, whatever the tiers that used it", () => {
    expect(typeOf(1, { ...fresh, spent: cny(300_000) })).toBe("factor_needed");
    expect(allowanceOf(cny(200_000), { ...withCode, used: ["code", "pin"] }, {
      ...fresh,
      spent: cny(300_000),
    })).toMatchObject({ type: "allowed", room: { tier: "B", left: cny(200_000) } });
  });

  it.each<[number, readonly Factor[], readonly Factor[], readonly Factor[]]>([
    [300_000, ["code"], factors, ["pin"]],
    [300_000, ["code"], ["passkey", "signature"], ["passkey"]],
    [300_000, ["code"], ["signature"], ["signature"]],
    [800_000, ["code"], factors, ["signature"]],
    [800_000, ["code", "pin"], factors, ["signature"]],
    [300_000, [], factors, ["pin", "code"]],
    [300_000, [], ["signature", "passkey"], ["passkey", "signature"]],
    [800_000, [], factors, ["pin", "signature"]],
    [800_000, ["signature"], ["code", "passkey"], ["code"]],
  ])("asks for the least that allows %i fen after %j, of %j: %j", (fen, used, enrolled, asked) => {
    const found = allowanceOf(cny(fen), { used, enrolled }, fresh);
    expect(found).toMatchObject({ type: "factor_needed", factors: asked });
    const then = allowanceOf(cny(fen), { used: [...used, ...asked], enrolled }, fresh);
    expect(then.type).toBe("allowed");
  });

  it("says that nothing allows it, and what is the most that could be paid", () => {
    expect(allowanceOf(cny(800_000), { used: ["code"], enrolled: ["pin"] }, fresh)).toEqual({
      type: "over",
      most: { tier: "B", cap: cny(500_000), left: cny(500_000) },
    });
    expect(typeOf(5_000_001)).toBe("over");
    expect(typeOf(1, { ...fresh, spent: cny(5_000_000) })).toBe("over");
    // Money that came late went over the cap: nothing is left, and never less.
    const late = allowanceOf(cny(1), withCode, { ...fresh, spent: cny(6_000_000) });
    expect(late).toMatchObject({ type: "over", most: { left: cny(0) } });
  });

  it("caps tier A as B where nothing was agreed on", () => {
    const use = { spent: cny(0), agreed: undefined, lowered: false };
    expect(typeOf(500_000, use)).toBe("factor_needed");
    expect(typeOf(500_001, use)).toBe("over");
  });

  it("lets no factor lift a lower limit of the payer's own", () => {
    const own = { cap: cny(20_000), spent: cny(5_000) };
    expect(typeOf(15_000, { ...fresh, own })).toBe("allowed");
    expect(allowanceOf(cny(15_001), withCode, { ...fresh, own })).toEqual({
      type: "over",
      most: { tier: "C", cap: cny(20_000), left: cny(15_000) },
    });
    // Where the tier leaves less, it changes nothing.
    const wide = { cap: cny(900_000), spent: cny(0) };
    expect(typeOf(100_001, { ...fresh, own: wide })).toBe("factor_needed");
    const more = { ...fresh, spent: cny(90_000), own: { cap: cny(20_000), spent: cny(0) } };
    expect(typeOf(10_000, more)).toBe("allowed");
    expect(typeOf(20_001, more)).toBe("over");
  });

  it("refuses in fen", () => {
    const two = { used: ["code"], enrolled: ["pin"] } as const;
    expect(refusalOf(allowanceOf(cny(1), two, fresh))).toBeUndefined();
    expect(refusalOf(allowanceOf(cny(300_000), two, fresh))).toEqual({
      code: "factor_needed",
      factors: ["pin"],
      cap: 500_000,
      left: 500_000,
    });
    expect(refusalOf(allowanceOf(cny(800_000), two, { ...fresh, spent: cny(1) }))).toEqual({
      code: "daily_limit_exceeded",
      tier: "B",
      cap: 500_000,
      left: 499_999,
    });
  });
});
