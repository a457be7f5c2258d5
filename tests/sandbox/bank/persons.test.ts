import { describe, expect, it } from "vitest";
import { cardOf, personNos, personOf, persons } from "../../../sandbox/bank/persons.ts";

describe("persons", () => {
  it("are listed once each, with phones, ID numbers and cards of their own", () => {
    expect(persons.map((each) => each.personNo)).toEqual(personNos);
    for (const key of ["phone", "idNumber", "name", "nameEn"] as const) {
      expect(new Set(persons.map((each) => each[key])).size).toBe(persons.length);
    }
    const tokens = persons.flatMap((each) => each.cards.map((card) => card.token));
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it("are not real people: made-up names, a test phone, an ID number with a wrong check digit", () => {
    for (const { name, phone, idNumber } of persons) {
      expect(name).toMatch(/^测试/);
      expect(phone).toMatch(/^1990000000\d$/);
      expect(idNumber).toMatch(/^000000\d{12}$/);
      expect(idNumber.at(-1)).not.toBe(checkDigit(idNumber));
    }
  });

  it("include one without a credit card, for plans that ask for one", () => {
    const without = persons.filter((each) => each.cards.every((card) => card.type === "debit"));
    expect(without.map((each) => each.personNo)).toEqual(["person_b"]);
  });
});

describe("cardOf", () => {
  it("knows a person's own cards and no other", () => {
    expect(cardOf("person_a", "sbxcard_a_debit")?.lastFour).toBe("0014");
    expect(cardOf("person_b", "sbxcard_a_debit")).toBeUndefined();
    expect(cardOf("nobody", "sbxcard_a_debit")).toBeUndefined();
    expect(personOf("nobody")).toBeUndefined();
  });
});

/** GB 11643-1999, ISO 7064 MOD 11-2. */
function checkDigit(idNumber: string): string | undefined {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0);
  return "10X98765432"[sum % 11];
}
