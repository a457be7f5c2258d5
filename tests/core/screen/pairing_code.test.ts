import { describe, expect, it } from "vitest";
import {
  formatPairingCode,
  makePairingCode,
  readPairingCode,
} from "../../../core/screen/pairing_code.ts";
import { seededRandom } from "../../support/random.ts";

describe("a pairing code", () => {
  it("is eight letters and digits that nobody mistakes, every one as likely as another", () => {
    const random = seededRandom(7);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const code = makePairingCode(random.bytes);
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
      for (const each of code) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    expect(counts.size).toBe(30);
    // 1,600 of each on average; four standard deviations are 160.
    for (const [, count] of counts) expect(Math.abs(count - 1_600)).toBeLessThan(160);
  });

  it("is read however it is typed", () => {
    for (
      const typed of [
        "K7MP-3QXA",
        "k7mp3qxa",
        " k7mp 3qxa ",
        "k7mp–3qxa",
        "Ｋ７ＭＰ３ＱＸＡ",
        "K7-MP-3Q-XA",
      ]
    ) {
      expect(readPairingCode(typed)).toBe("K7MP3QXA");
    }
    expect(formatPairingCode("K7MP3QXA")).toBe("K7MP-3QXA");
  });

  it("is not read from anything else", () => {
    for (
      const typed of [
        "",
        "K7MP3QX",
        "K7MP3QXAA",
        "K7MP3QX0",
        "K7MP3QXI",
        "K7MP_3QXA",
        "清风茶馆清风茶馆",
      ]
    ) {
      expect(readPairingCode(typed)).toBeUndefined();
    }
  });
});
