import { describe, expect, it } from "vitest";
import { wrapped, wrappedName } from "../../views/link/wrap.ts";

describe("wrapped", () => {
  it("keeps what fits on one line", () => {
    expect(wrapped("清风茶馆", 4, 3)).toEqual(["清风茶馆"]);
    expect(wrapped("", 4, 3)).toEqual([""]);
  });

  it("breaks between words, with their punctuation, also where no space separates them", () => {
    expect(wrapped("Breeze & Bamboo Teahouse", 10.5, 3)).toEqual(["Breeze & Bamboo", "Teahouse"]);
    expect(wrapped("中国工商银行股份有限公司", 5, 4)).toEqual(["中国工商", "银行股份", "有限公司"]);
    expect(wrapped("老王（西湖）茶舍", 6, 3)).toEqual(["老王（西湖）", "茶舍"]);
    expect(wrapped("ร้านกาแฟริมน้ำ", 5, 3)).toEqual(["ร้านกาแฟ", "ริมน้ำ"]);
  });

  it("never breaks 银行, 茶舍 or a shop's two-character ending", () => {
    const lines = [5, 6, 7, 8, 9].flatMap((em) => wrapped("杭州招商银行旁清风茶舍", em, 9));
    expect(lines.join("")).not.toBe("");
    for (const line of lines) expect(line).not.toMatch(/银$|^行|茶$|^舍/);
  });

  it("breaks a word that is longer than a line, and keeps all of it", () => {
    const word = "Donaudampfschifffahrtsgesellschaft";
    const lines = wrapped(word, 12, 3);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("")).toBe(word);
    expect(wrapped("W".repeat(20), 12, 3)).toEqual(["W".repeat(12), "W".repeat(8)]);
  });

  it("breaks no grapheme: a family, a flag and a Thai syllable stay whole", () => {
    const graphemes = [..."👨‍👩‍👧‍👦🇨🇳ที่น้ำ".matchAll(/👨‍👩‍👧‍👦|🇨🇳|ที่|น้ำ/gu)].map(String);
    expect(graphemes).toHaveLength(4);
    for (const em of [1, 1.5, 2]) {
      for (const line of wrapped("👨‍👩‍👧‍👦🇨🇳👨‍👩‍👧‍👦ที่น้ำ", em, 9)) {
        expect(graphemes.reduce((left, each) => left.replaceAll(each, ""), line)).toMatch(/^ำ?$/);
      }
    }
  });

  it("ends in an ellipsis what does not fit", () => {
    expect(wrapped("西湖区清风竹影茶馆", 4, 2)).toHaveLength(2);
    expect(wrapped("西湖区清风竹影茶馆", 4, 2).at(-1)).toMatch(/…$/);
    expect(wrapped("one two three fourteen", 5, 2)).toEqual(["one two", "three fo…"]);
    expect(wrapped("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, 1)).toEqual(["👨‍👩‍👧‍👦…"]);
  });
});

describe("wrappedName", () => {
  it("gives each language a line of its own if there are enough lines", () => {
    expect(wrappedName("清风茶馆 Breeze Teahouse", 12, 3)).toEqual(["清风茶馆", "Breeze Teahouse"]);
    expect(wrappedName("清风茶馆 Breeze Teahouse", 12, 1)).toHaveLength(1);
  });
});
