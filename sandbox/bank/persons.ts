import type { BoundCard } from "../../core/channel/card.ts";

/**
 * A person the sandbox bank knows. All made up: nobody has such a phone number, and the ID numbers' check digits are
 * wrong.
 */
export interface Person {
  readonly personNo: PersonNo;
  readonly name: string;
  readonly nameEn: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly cards: readonly BoundCard[];
}

export const personNos = ["person_a", "person_b", "person_c", "person_d"] as const;
export type PersonNo = (typeof personNos)[number];

export const persons: readonly Person[] = [
  {
    personNo: "person_a",
    name: "测试甲",
    nameEn: "Test A",
    phone: "19900000001",
    idNumber: "000000190001010015",
    cards: [
      { token: "sbxcard_a_debit", bank: "测试银行", lastFour: "0014", type: "debit" },
      { token: "sbxcard_a_credit", bank: "测试银行", lastFour: "0022", type: "credit" },
    ],
  },
  {
    personNo: "person_b",
    name: "测试乙",
    nameEn: "Test B",
    phone: "19900000002",
    idNumber: "000000190001010023",
    cards: [{ token: "sbxcard_b_debit", bank: "示例银行", lastFour: "0214", type: "debit" }],
  },
  {
    personNo: "person_c",
    name: "测试丙",
    nameEn: "Test C",
    phone: "19900000003",
    idNumber: "000000190001010031",
    cards: [{ token: "sbxcard_c_credit", bank: "示例银行", lastFour: "0322", type: "credit" }],
  },
  {
    personNo: "person_d",
    name: "测试丁",
    nameEn: "Test D",
    phone: "19900000004",
    idNumber: "000000190001010040",
    cards: [
      { token: "sbxcard_d_debit", bank: "测试银行", lastFour: "0414", type: "debit" },
      { token: "sbxcard_d_credit", bank: "示例银行", lastFour: "0422", type: "credit" },
    ],
  },
];

export function personOf(personNo: string): Person | undefined {
  return persons.find((each) => each.personNo === personNo);
}

export function cardOf(personNo: string, token: string): BoundCard | undefined {
  const cards = personOf(personNo)?.cards ?? [];
  return new Map(cards.map((each) => [each.token, each])).get(token);
}
