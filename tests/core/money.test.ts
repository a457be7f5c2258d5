import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, cny, sameMoney, subtract, typedYuan, yuan } from "../../core/money.ts";

describe("money", () => {
  it("refuses anything but whole safe fen", () => {
    for (const fen of [0.5, NaN, Infinity, 2 ** 53]) expect(() => cny(fen)).toThrow(RangeError);
  });

  it("never drifts through additions and subtractions", () => {
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

describe("typedYuan", () => {
  const fen = (text: string) => typedYuan(text)?.fen;

  it("reads what people type, to the fen", () => {
    expect(["12", "12.3", "12.30", "0.01", "0", "500.00", " 8 "].map(fen))
      .toEqual([1_200, 1_230, 1_230, 1, 0, 50_000, 800]);
    expect(fen("9999999999.99")).toBe(999_999_999_999);
  });

  it("reads full-width figures and points as what they are", () => {
    expect(["１２", "１２．５", "１２。５０", "0．0１"].map(fen)).toEqual([1_200, 1_250, 1_250, 1]);
  });

  it("reads a comma as the point that many keypads do not have", () => {
    expect(["12,50", "12,5", "0,01", "１２，５０", "12，50"].map(fen)).toEqual(
      [1_250, 1_250, 1, 1_250, 1_250],
    );
  });

  it("refuses everything that could mean two things, or nothing", () => {
    const wrong = [
      "",
      " ",
      "1,234",
      "1,234.50",
      "1.234,50",
      "1,2,3",
      "12,",
      ",5",
      "12.",
      ".5",
      "12.345",
      "1 2",
      "-1",
      "+1",
      "1e3",
      "0x10",
    ];
    const strange = [
      "012",
      "¥12",
      "12元",
      "1.2.3",
      "１，２３４",
      "NaN",
      "Infinity",
      "①",
      "1²",
      "٣",
      "1\n2",
    ];
    expect([...wrong, ...strange, "1".repeat(11)].map(fen).filter((each) => each !== undefined))
      .toEqual([]);
  });

  it("reads back every amount it is shown without the sign and the commas", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (given) => {
        return fen(yuan(cny(given)).replace(/[¥,]/g, "")) === given;
      }),
      { numRuns: 1_000 },
    );
  });
});
