import { describe, expect, it } from "vitest";
import { isolated } from "../../../core/text/isolated.ts";

describe("isolated", () => {
  it("encloses what runs from right to left, and leaves the rest as it is", () => {
    expect(isolated("شاي الأطلس")).toBe("\u2068شاي الأطلس\u2069");
    expect(isolated("Tea בית")).toBe("\u2068Tea בית\u2069");
    expect(isolated("青瓷茶舍 Celadon 🍵")).toBe("青瓷茶舍 Celadon 🍵");
  });

  it("can't be left from inside", () => {
    expect(isolated("a\u2069\u202e00.05¥")).toBe("\u2068a00.05¥\u2069");
  });
});
