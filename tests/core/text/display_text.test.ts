import { describe, expect, it } from "vitest";
import fc from "fast-check";
import {
  flawOfLabel,
  flawOfLine,
  flawOfParagraphs,
  linePattern,
  paragraphsPattern,
} from "../../../core/text/display_text.ts";

const good = [
  "",
  "青瓷茶舍",
  "شاي الأطلس ١٢",
  "בית התה",
  "Café Zoë №7 – “tea”",
  "👨‍👩‍👧 family tea",
  "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "❤️",
  "1️⃣",
  "क्‍ष",
  "می‌خواهم",
  "차 한 잔",
  "ชาเย็น",
  "e\u0301",
  "-",
  "2026-11-25 table 7",
  // Nobody knows yet what these look like.
  "\u{1c8ff}",
  "\uf8ff",
];

const blank = {
  space: " ",
  "ideographic space": "\u3000",
  "no-break space": "\u00a0",
  "zero-width space": "\u200b",
  "zero-width joiner": "\u200d\u200c",
  "byte-order mark": "\ufeff",
  "soft hyphen": "\u00ad",
  "Hangul filler": "\u3164",
  "Hangul fillers of the jamo": "\u115f\u1160",
  "half-width Hangul filler": "\uffa0",
  "braille blank": "\u2800\u2800",
  "combining marks alone": "\u0301\u20e3",
  "variation selector alone": "\ufe0f",
  "tags alone": "\u{e0067}\u{e0062}",
  "hieroglyphic blank": "\u{13441}",
  "null notehead": "\u{1d159}",
  "Khmer inherent vowel": "\u17b4",
  "Mongolian separator": "\u180e",
};

const turned = [
  "Tea\u202e00.05¥ naht erom reven ,",
  "a\u202ab",
  "a\u202bb",
  "a\u202cb",
  "a\u202db",
  "a\u2066b",
  "a\u2067b",
  "a\u2068b",
  "a\u2069b",
  "a\u200eb",
  "שלום\u200f",
  "شاي\u061c",
  "a\u206ab",
  "a\ufff9b\ufffa\ufffb",
];

describe("flawOfLine", () => {
  it("knows every control of direction and every ignorable character of Unicode", () => {
    const all = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
    const controls = all.filter((each) => /\p{Bidi_Control}/u.test(each));
    expect(controls.filter((each) => flawOfLine(each) !== "direction_control")).toEqual([]);
    const ignorable = all.filter((each) => /\p{Default_Ignorable_Code_Point}/u.test(each));
    expect(ignorable.filter((each) => flawOfLine(each) === undefined)).toEqual([]);
    expect([controls.length, ignorable.length > 4_000]).toEqual([12, true]);
  });

  it("finds nothing wrong with ordinary text of any script", () => {
    expect(good.filter((each) => flawOfLine(each) !== undefined)).toEqual([]);
  });

  it("finds every text without a visible character", () => {
    const found = Object.entries(blank).filter(([, each]) =>
      flawOfLine(each) !== "no_visible_character"
    );
    expect(found).toEqual([]);
    expect(flawOfLine(`${Object.values(blank).join("")}茶`)).toBeUndefined();
  });

  it("finds every control of direction", () => {
    expect(turned.filter((each) => flawOfLine(each) !== "direction_control")).toEqual([]);
  });

  it("finds line breaks and control characters", () => {
    const breaks = [
      "a\nb",
      "a\rb",
      "a\tb",
      "a\u0085b",
      "a\u2028b",
      "a\u2029b",
      "\u0000",
      "\u001b[2J",
    ];
    expect(breaks.filter((each) => flawOfLine(each) !== "control_character")).toEqual([]);
    expect(flawOfLine("\ud83c")).toBe("lone_surrogate");
  });

  it("finds a card number, which an ID may hold by chance", () => {
    expect(flawOfLine("paid by 4111 1111 1111 1111")).toBe("card_number");
    expect(flawOfLabel("4111111111111111")).toBeUndefined();
    expect(flawOfLabel("a\u202eb")).toBe("direction_control");
  });
});

describe("the published patterns", () => {
  const line = new RegExp(linePattern, "u");
  const paragraphs = new RegExp(paragraphsPattern, "u");

  it("match every good text of letters, figures, marks or signs that Unicode knows", () => {
    const known = good.filter((each) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(each));
    expect(known.length).toBeGreaterThan(5);
    expect(known.filter((each) => !line.test(each))).toEqual([]);
  });

  it("match nothing that has a flaw, but for card numbers", () => {
    const odd = [...good, ...Object.values(blank), ...turned, "a\nb", "\n", "\u0000"];
    const text = fc.oneof(
      fc.constantFrom(...odd),
      fc.string({ unit: "binary", maxLength: 4 }).filter((each) => each.isWellFormed()),
      fc.array(fc.constantFrom(...odd), { maxLength: 3 }).map((parts) => parts.join("")),
    ).filter((each) => each !== "");
    fc.assert(
      fc.property(text, (each) => {
        if (line.test(each)) expect(flawOfLabel(each)).toBeUndefined();
        if (paragraphs.test(each)) {
          expect([undefined, "card_number"]).toContain(flawOfParagraphs(each));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("flawOfParagraphs", () => {
  it("allows line feeds and nothing else", () => {
    expect(flawOfParagraphs("用完即付\n随时解约")).toBeUndefined();
    expect(flawOfParagraphs("a\r\nb")).toBe("control_character");
    expect(flawOfParagraphs("\n\n")).toBe("no_visible_character");
    expect(flawOfParagraphs("a\n\u202eb")).toBe("direction_control");
    expect(flawOfParagraphs("4111\n1111\n1111\n1111")).toBe("card_number");
  });
});
