import { describe, expect, it } from "vitest";
import { merchantNo } from "../../../core/id.ts";
import { cardLabels } from "../../../core/signing/disclosure.ts";
import {
  digestOfTerms,
  type MerchantChain,
  type Named,
  termsOf,
} from "../../../core/signing/terms.ts";
import { refillForm, teaHouse } from "../../support/fixtures.ts";

const shop = { merchantNo: merchantNo("888000000000002"), name: "清风茶馆二店" };
const region = { merchantNo: merchantNo("888000000000003"), name: "清风茶馆城东" };
const card = { bank: "测试银行", lastFour: "0022", type: "credit" } as const;
const labels = cardLabels(card);
const terms = (
  days?: number,
  chain: MerchantChain = [shop, region, teaHouse],
  sharedWith: readonly Named[] = [],
) => termsOf({ ...refillForm, contractDays: days }, { chain, sharedWith }, labels);

describe("the full text", () => {
  it("says what it is for, how long it lasts and whose merchant the payee is, in Chinese", () => {
    expect(terms(365).zh.fullText).toEqual([
      "用完即付",
      "有效期 365 天，从签约的第二天算起，最后一天结束时自动解约。",
      "收款方：清风茶馆二店（商户号 888000000000002），属于清风茶馆城东（商户号 888000000000003），属于清风茶馆（商户号 888000000000001）。",
    ]);
    expect(terms(undefined, [teaHouse]).zh.fullText).toEqual([
      "用完即付",
      "没有到期日，解约前一直有效。",
      "收款方：清风茶馆（商户号 888000000000001）。",
    ]);
  });

  it("says the same in English", () => {
    expect(terms(1).en.fullText.slice(1)).toEqual([
      "Valid for 1 day after the day of signing. It ends automatically at the end of the last day.",
      "Payee: 清风茶馆二店 (merchant 888000000000002), part of 清风茶馆城东 (merchant 888000000000003), part of 清风茶馆 (merchant 888000000000001).",
    ]);
    expect(terms().en.fullText[1]).toBe("No end date. Valid until ended.");
    expect(terms(2).en.fullText[1]).toMatch(/^Valid for 2 days after/);
  });
});

describe("the digest", () => {
  it("is the same for the same texts and different for any other", async () => {
    const { zh, en } = terms(30);
    const others = [
      [zh, "en"],
      [en, "en"],
      [{ ...zh, lines: { ...zh.lines, most: `${zh.lines.most} ` } }, "zh"],
      [{ ...zh, fullText: zh.fullText.with(0, "用完再付") }, "zh"],
      [{ ...zh, fullText: zh.fullText.toReversed() }, "zh"],
      [{ ...zh, fullText: zh.fullText.slice(0, 2) }, "zh"],
      [terms(31).zh, "zh"],
      [terms(30, [shop, teaHouse]).zh, "zh"],
    ] as const;
    const digest = await digestOfTerms("zh", zh);
    expect(await digestOfTerms("zh", terms(30).zh)).toBe(digest);
    const digests = await Promise.all(others.map(([each, lang]) => digestOfTerms(lang, each)));
    expect(new Set([digest, ...digests]).size).toBe(others.length + 1);
  });
});
