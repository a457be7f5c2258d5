import { ulid } from "ulid";
import { describe, expect, it } from "vitest";
import { chanceDrawer } from "../../start/draw_chance.ts";

const DRAWS = 256 * 400;

describe("chanceDrawer", () => {
  it("draws every step about equally often, over many blocks", () => {
    const draw = chanceDrawer();
    const seen = new Array<number>(256).fill(0);
    for (let i = 0; i < DRAWS; i++) {
      const step = draw() * 256;
      seen[step] = (seen[step] ?? 0) + 1;
    }
    expect(seen.reduce((a, b) => a + b)).toBe(DRAWS);
    // Six standard deviations of 400 draws a step: fair randomness is outside once in two million runs.
    expect(Math.min(...seen)).toBeGreaterThan(280);
    expect(Math.max(...seen)).toBeLessThan(520);
  });

  it("makes ids that do not repeat, in one process or in two", () => {
    const [here, there] = [chanceDrawer(), chanceDrawer()];
    const ids = Array.from({ length: 20_000 }, (_, i) => ulid(0, i % 2 === 0 ? here : there));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
  });
});
