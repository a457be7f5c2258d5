import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, cny, sameMoney, share, subtract } from "../../core/money.ts";

describe("money", () => {
  it("refuses anything but whole safe fen", () => {
    for (const fen of [0.5, NaN, Infinity, 2 ** 53]) expect(() => cny(fen)).toThrow(RangeError);
  });

  it("names the rounding of a share", () => {
    expect(share(cny(150), 100, "half_up").fen).toBe(2);
    expect(share(cny(150), 100, "floor").fen).toBe(1);
    expect(share(cny(-150), 100, "floor").fen).toBe(-2);
  });

  it("takes an exact share where a float would not", () => {
    expect(share(cny(9_007_199_254_740_990), 9_999, "floor").fen).toBe(9_006_298_534_815_515);
  });

  it("never drifts over adding and taking away", () => {
    const fen = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 50 }), (parts) => {
        const total = parts.reduce((sum, part) => add(sum, cny(part)), cny(0));
        const left = parts.reduce((rest, part) => subtract(rest, cny(part)), total);
        return sameMoney(left, cny(0));
      }),
      { numRuns: 1_000 },
    );
  });
});
