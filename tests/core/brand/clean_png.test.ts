import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { cleanLogo } from "../../../core/brand/clean_logo.ts";
import { END, header, joined, packed, pngOf, realPng } from "../../support/pictures.ts";

type Bytes = Uint8Array<ArrayBuffer>;

async function refusal(file: Bytes): Promise<string> {
  const cleaned = await cleanLogo(file);
  return cleaned.ok ? "ok" : [cleaned.error.code, cleaned.error.part].filter(Boolean).join(" ");
}

const rows = (width: number, height: number) => new Uint8Array(height * (1 + width * 4));
const whole = async (width = 8, height = 8) => [
  header(width, height),
  { type: "IDAT", data: await packed(rows(width, height)) },
  END,
];

describe("a PNG", () => {
  it("keeps its pixels and nothing else that was in it", async () => {
    for (const given of [{}, { progressive: true }, { palette: true }]) {
      const file = await realPng(96, 48, given);
      expect(new TextDecoder("latin1").decode(file)).toContain("secret");
      const cleaned = await cleanLogo(file);
      if (!cleaned.ok) throw new Error(cleaned.error.code);
      const { bytes, width, height, type } = cleaned.value;
      expect([type, width, height]).toEqual(["png", 80, 40]);
      const names = new TextDecoder("latin1").decode(bytes).match(
        /IHDR|PLTE|tRNS|IDAT|eXIf|tEXt|pHYs|iCCP/g,
      );
      expect(names?.every((each) => /IHDR|PLTE|tRNS|IDAT/.test(each))).toBe(true);
      expect(new TextDecoder("latin1").decode(bytes)).not.toContain("secret");
      const [before, after] = await Promise.all(
        [file, bytes].map((each) => sharp(each).ensureAlpha().raw().toBuffer()),
      );
      expect(after!.equals(before!)).toBe(true);
      // Cleaning what is clean changes nothing.
      const again = await cleanLogo(bytes);
      expect(again.ok && again.value.bytes).toEqual(bytes);
    }
  });

  it("of 33 kB is refused, and so is one that would grow past 32", async () => {
    expect(await refusal(new Uint8Array(33 * 1024))).toBe("logo_too_large");
    const noisy = await realPng(110, 110, { noise: true });
    expect(noisy.length).toBeGreaterThan(32 * 1024);
    expect(await refusal(noisy)).toBe("logo_too_large");
  });

  it("that is a bomb is never unpacked further than its header says", async () => {
    const bomb = await packed(new Uint8Array(24 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(32 * 1024);
    expect(await refusal(pngOf([header(8, 8), { type: "IDAT", data: bomb }, END])))
      .toBe("logo_broken");
    for (const [width, height] of [[60_000, 60_000], [1_025, 1_025], [1_000, 1_000], [600, 20]]) {
      const [answer, size] = [
        await refusal(pngOf([header(width!, height!), { type: "IDAT", data: bomb }, END])),
        [width, height],
      ];
      expect([size, answer]).toEqual([size, "logo_size"]);
    }
    expect(await refusal(pngOf([header(0, 8), { type: "IDAT", data: bomb }, END])))
      .toBe("logo_broken");
  });

  it("with anything after its end, or beside its pixels, is refused", async () => {
    const chunks = await whole();
    const file = pngOf(chunks);
    expect(await refusal(file)).toBe("ok");
    const script = new TextEncoder().encode("<script>alert(1)</script>");
    expect(await refusal(joined([file, script]))).toBe("logo_broken");
    const data = joined([chunks[1]!.data, script]);
    expect(await refusal(pngOf([chunks[0]!, { type: "IDAT", data }, END]))).toBe("logo_broken");
  });

  it("keeps no chunk that a picture can do without, whatever is in it", async () => {
    const [head, data, end] = await whole();
    const evil = { type: "teXt", data: new TextEncoder().encode("<?php system($_GET[0]);") };
    const cleaned = await cleanLogo(pngOf([head!, evil, data!, end!]));
    expect(cleaned.ok && new TextDecoder("latin1").decode(cleaned.value.bytes)).not.toContain(
      "php",
    );
    expect(await refusal(pngOf([head!, { ...evil, type: "TEXT" }, data!, end!])))
      .toBe("logo_not_allowed TEXT");
  });

  it("that is damaged is refused", async () => {
    const [head, data, end] = await whole();
    const file = pngOf([head!, data!, end!]);
    for (let i = 8; i < file.length; i += 3) {
      const damaged = file.slice();
      damaged[i]! ^= 0x40;
      expect([i, await refusal(damaged)]).not.toEqual([i, "ok"]);
    }
    for (const cut of [9, 20, 33, 40, file.length - 1]) {
      expect([cut, await refusal(file.slice(0, cut))]).toEqual([cut, "logo_broken"]);
    }
    const order = [[data!, head!, end!], [head!, end!], [head!, head!, data!, end!], [
      head!,
      data!,
      { type: "tRNS", data: new Uint8Array(2) },
      data!,
      end!,
    ]];
    for (const [i, chunks] of order.entries()) {
      expect([i, await refusal(pngOf(chunks))]).toEqual([i, "logo_broken"]);
    }
    const filtered = rows(8, 8);
    filtered[0] = 9;
    const bad = { type: "IDAT", data: await packed(filtered) };
    expect(await refusal(pngOf([head!, bad, end!]))).toBe("logo_broken");
  });

  it("is known by its first bytes, not by its name", async () => {
    for (const text of ["GIF89a", "\xff\xd8\xff\xe0JFIF", "%PDF-1.7", "RIFF....WEBP", "PK", "BM"]) {
      const file = Uint8Array.from(text, (each) => each.charCodeAt(0));
      expect([text, await refusal(file)]).toEqual([text, "logo_type"]);
    }
  });
});
