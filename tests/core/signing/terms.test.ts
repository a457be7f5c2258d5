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

describe("a plan by which a failed charge may be owed", () => {
  const owing = (days: readonly number[]) =>
    termsOf(
      { ...refillForm, arrearRetryDays: days },
      { chain: [teaHouse], sharedWith: [] },
      labels,
    );

  it("says so in the line on limits, with when it is tried again", () => {
    const { zh, en } = owing([1, 3, 7]);
    expect(zh.lines.most).toBe(
      `${terms().zh.lines.most}余额不足时记为欠款，1、3、7 天后各再扣一次。`,
    );
    expect(en.lines.most).toBe(
      `${terms().en.lines.most} A charge that fails for lack of money is owed and tried again 1, 3 and 7 days later.`,
    );
    expect(owing([1]).en.lines.most).toMatch(/tried again 1 day later\.$/);
    expect(owing([2, 5]).en.lines.most).toMatch(/tried again 2 and 5 days later\.$/);
  });

  it("says in full how it is paid and what an end changes", () => {
    const { zh, en } = owing([1, 3, 7]);
    expect(zh.fullText[2]).toBe(
      "余额不足没扣成的，记为欠款：没扣成的 1、3、7 天后各再扣一次，同样不超过上面的限额，解约或到期后不再扣。你随时可以在“我的签约”付清。解约后，欠款仍然要付。",
    );
    expect(en.fullText[2]).toBe(
      "A charge that fails because there isn't enough money is owed. It is tried again 1, 3 and 7 days after it failed, within the limits above and never after this contract has ended. You can pay it in My contracts at any time. What you owe stays owed when the contract ends.",
    );
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
