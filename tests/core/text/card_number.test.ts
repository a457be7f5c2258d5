import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsCardNumber } from "../../../core/text/card_number.ts";

// Published test numbers of the networks; nobody's card.
const cards = [
  "4111111111111111",
  "4222222222222",
  "5555555555554444",
  "2223003122003222",
  "378282246310005",
  "30569309025904",
  "3530111333300000",
  "6011111111111117",
  "6216261000000000018",
  "6200000000000005",
  "8171999927660000",
];

const grouped = (card: string, by: string) => card.replace(/(\d{4})(?=\d)/g, `$1${by}`);

describe("holdsCardNumber", () => {
  it("finds one in a piece, in groups, and among other text", () => {
    const written = cards.flatMap((card) => [
      card,
      grouped(card, " "),
      grouped(card, "-"),
      grouped(card, " – "),
      grouped(card, "\u3000"),
      grouped(card, "\n"),
      grouped(card, "\u200b"),
      `卡号${card}，谢谢`,
      `visa${card}x`,
      `Table 12 ${grouped(card, " ")} 7`,
      `2026-11-25 ${card}`,
      card.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      card.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
      card.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
    ]);
    expect(written.filter((each) => !holdsCardNumber(each))).toEqual([]);
  });

  it("finds none whose check digit is wrong, or that is part of a longer number", () => {
    const changed = cards.map((card) => card.slice(0, -1) + (Number(card.slice(-1)) + 1) % 10);
    expect(changed.filter(holdsCardNumber)).toEqual([]);
    expect(cards.map((card) => `${card}00000000`).filter(holdsCardNumber)).toEqual([]);
  });

  it("leaves numbers made of a date or a time, whatever their check digit is", () => {
    const day = fc.date({
      min: new Date("2022-03-01T00:00:00Z"),
      max: new Date("2049-12-31T00:00:00Z"),
      noInvalidDate: true,
    }).map((date) => date.toISOString().replace(/\D/g, ""));
    const digits = fc.stringMatching(/^\d{0,5}$/);
    const serial = fc.stringMatching(/^\d{10}$/);
    fc.assert(fc.property(day, digits, serial, (time, more, last) => {
      const long = `${time.slice(0, 14)}${more}`;
      // Two digits of the year first: until 2027 they are in a range of Mastercard's, in the thirties in others.
      const short = `${time.slice(2, 14)}${more}`;
      const shortest = `${time.slice(2, 8)}${last}`;
      expect(holdsCardNumber(long)).toBe(false);
      expect(holdsCardNumber(`${time.slice(0, 8)}-${time.slice(8, 14)}-${more}`)).toBe(false);
      if (short < "40") expect(holdsCardNumber(short)).toBe(false);
      if (short < "28") expect(holdsCardNumber(shortest)).toBe(false);
    }));
  });

  it("leaves phones, prices and times", () => {
    const plain = [
      "138 0013 8000",
      "+62 812 3456 7890",
      "400-820-8820",
      "¥62.50 + ¥81.00",
      "2026-11-25 08:15:30",
      "1764058530123",
      "110101199003070000",
      "990100000000001",
    ];
    expect(plain.filter(holdsCardNumber)).toEqual([]);
  });
});
