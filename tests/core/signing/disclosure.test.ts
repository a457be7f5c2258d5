import { describe, expect, it } from "vitest";
import type { BoundCard } from "../../../core/channel/card.ts";
import { cny, yuan } from "../../../core/money.ts";
import { cardLabels, disclosureKeys, disclosureOf } from "../../../core/signing/disclosure.ts";
import { teaHouse } from "../../support/fixtures.ts";

const plan = {
  title: "会员续杯",
  perTransactionLimit: cny(10_000),
  perDayLimit: cny(123_450),
};
const card: BoundCard = {
  token: "sbxcard_a_credit",
  bank: "测试银行",
  lastFour: "0022",
  type: "credit",
};

describe("disclosure", () => {
  it("says who, what for, how much, from where and how to end it, in Chinese", () => {
    const lines = disclosureOf(plan, teaHouse, cardLabels(card)).zh;
    expect(disclosureKeys.map((key) => lines[key])).toEqual([
      "清风茶馆（商户号 888000000000001）可以扣款。",
      "只用于会员续杯。",
      "每次最多 ¥100.00，每天最多 ¥1,234.50，不再输密码。",
      "从测试银行信用卡（0022）扣，每笔都列在“我的签约”。",
      "随时在“我的签约”解约，立即停止扣款，不收费。",
    ]);
  });

  it("says the same in English", () => {
    const lines = disclosureOf(plan, teaHouse, cardLabels(card)).en;
    expect(disclosureKeys.map((key) => lines[key])).toEqual([
      "清风茶馆 (merchant 888000000000001) may charge you.",
      "Only for 会员续杯.",
      "Up to ¥100.00 per charge and ¥1,234.50 per day, with no password.",
      "Charged to 测试银行 credit card (0022). Every charge is listed in My contracts.",
      "End it any time in My contracts. Charges stop at once, free of charge.",
    ]);
  });

  it("mentions the card to be chosen while there is no session", () => {
    const { zh, en } = disclosureOf(plan, teaHouse, cardLabels(undefined));
    expect(zh.from).toBe("从你选的卡扣，每笔都列在“我的签约”。");
    expect(en.from).toBe("Charged to the card you choose. Every charge is listed in My contracts.");
  });
});

describe("yuan", () => {
  it.each([
    [0, "¥0.00"],
    [1, "¥0.01"],
    [99, "¥0.99"],
    [123_450, "¥1,234.50"],
    [100_000_000, "¥1,000,000.00"],
    [-123_450, "−¥1,234.50"],
  ])("writes %d fen as %s", (fen, text) => {
    expect(yuan(cny(fen))).toBe(text);
  });
});
