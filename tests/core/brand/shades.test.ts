import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contrast,
  CONTRAST_MIN,
  grounds,
  isRed,
  readColour,
  shadesOf,
} from "../../../core/brand/shades.ts";

describe("a brand's colour", () => {
  it("is seen as well as text in both themes, whatever it is", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const given = `#${number.toString(16).padStart(6, "0")}`;
      const shades = shadesOf(given);
      for (const theme of ["light", "dark"] as const) {
        for (const ground of grounds[theme]) {
          expect(contrast(shades[theme], ground)).toBeGreaterThanOrEqual(CONTRAST_MIN);
        }
        const enough = grounds[theme].every((each) => contrast(given, each) >= CONTRAST_MIN);
        if (enough) expect(shades[theme]).toBe(given);
      }
    }));
  });

  it("is measured as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBe(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#1c1b18", "#faf8f3")).toBeCloseTo(16.2, 1);
  });

  it("is read in the one form in which it is written", () => {
    expect(readColour(" #17653F ")).toBe("#17653f");
    expect(readColour("17653f")).toBe("#17653f");
    for (const wrong of ["", "#fff", "red", "#17653g", "rgb(1,2,3)", "#17653f;}", "#17653f00"]) {
      expect([wrong, readColour(wrong)]).toEqual([wrong, undefined]);
    }
  });

  it("counts as red near the seal's, and not as orange, pink, brown or grey", () => {
    for (const red of ["#b5281c", "#d3402f", "#e60012", "#ff0000", "#c8102e"]) {
      expect([red, isRed(red)]).toEqual([red, true]);
    }
    for (const other of ["#ff8800", "#6b4f3a", "#888888", "#17653f", "#e91ea0", "#1f4c8f"]) {
      expect([other, isRed(other)]).toEqual([other, false]);
    }
  });
});
