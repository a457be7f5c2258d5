import { describe, expect, it } from "vitest";
import { signEn } from "../../views/sign/words_en.ts";
import { signZh } from "../../views/sign/words_zh.ts";
import { walletEn } from "../../views/wallet/words_en.ts";
import { walletZh } from "../../views/wallet/words_zh.ts";
import { en } from "../../views/words_en.ts";
import { zh } from "../../views/words_zh.ts";

/** Every sentence, with its placeholders filled by letters. */
function sentences(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    const given = { institution: "I", code: "1", payee: "P", perTransaction: "T", perDay: "D" };
    return [String(value.length === 1 && isFacts(value) ? value(given) : value("A", "B"))];
  }
  return Object.values(value as object).flatMap(sentences);
}

function isFacts(make: object): boolean {
  return String(make).startsWith("({");
}

describe("words", () => {
  it("never blame, plead or shout", () => {
    const all = [zh, en, signZh, signEn, walletZh, walletEn].flatMap(sentences);
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter((each) => /[!！]|sorry|oops|抱歉|对不起|您的错/i.test(each))).toEqual([]);
  });

  it("say in both languages whether money was taken", () => {
    const taken = (key: keyof typeof zh) => [
      String(zh[key]).includes("没有扣款"),
      String(en[key]).includes("No money was taken"),
    ];
    expect(taken("failed")).toEqual([true, true]);
    expect(taken("declined")).toEqual([true, true]);
    expect(taken("expired")).toEqual([true, true]);
    expect(taken("closed")).toEqual([true, true]);
    expect(taken("unclear")).toEqual([false, false]);
    expect(taken("processing")).toEqual([false, false]);
  });
});
