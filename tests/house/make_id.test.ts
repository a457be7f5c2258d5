import { decodeTime } from "ulid";
import { describe, expect, it } from "vitest";
import { instant } from "../../core/time.ts";
import { randomDrawer } from "../../start/draw_random.ts";
import { idMaker } from "../../start/make_id.ts";

const DRAWS = 256 * 400;

describe("randomDrawer", () => {
  it("draws every byte about as often as any other, over many blocks", () => {
    const random = randomDrawer();
    const seen = new Array<number>(256).fill(0);
    for (let i = 0; i < DRAWS / 25; i++) {
      for (const byte of random(25)) seen[byte] = (seen[byte] ?? 0) + 1;
    }
    expect(seen.reduce((a, b) => a + b)).toBe(DRAWS);
    // Six standard deviations of 400 draws a byte: fair chance is outside once in two million runs.
    expect(Math.min(...seen)).toBeGreaterThan(280);
    expect(Math.max(...seen)).toBeLessThan(520);
  });

  it("gives as many bytes as asked for, and none of them twice", () => {
    const random = randomDrawer();
    expect([0, 1, 16, 64, 65, 5_000].map((bytes) => random(bytes).length))
      .toEqual([0, 1, 16, 64, 65, 5_000]);
    const drawn = Array.from({ length: 10_000 }, () => random(16).join());
    expect(new Set(drawn).size).toBe(drawn.length);
    const kept = random(16);
    kept.fill(0);
    expect(random(16)).not.toEqual(kept);
  });
});

describe("idMaker", () => {
  it("makes ULIDs of the moment that do not repeat, in one process or in two", () => {
    const now = () => instant(1_795_132_800_123);
    const makers = [randomDrawer(), randomDrawer()].map((random) => idMaker({ now, random }));
    const ids = Array.from({ length: 20_000 }, (_, i) => makers[i % 2]?.("ord") ?? "");
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^ord_[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
    expect(decodeTime(ids[0]?.slice(4) ?? "")).toBe(1_795_132_800_123);
  });

  it("writes a later moment into a later id", () => {
    let at = 1_795_132_800_123;
    const newId = idMaker({ now: () => instant(at++), random: randomDrawer() });
    const ids = Array.from({ length: 100 }, () => newId("evt"));
    expect(ids).toEqual([...ids].sort());
  });
});
