import type { Lang } from "../words.ts";
import { bankLinesEn } from "./words_en.ts";
import { bankLinesZh } from "./words_zh.ts";

export type BankLineFormError = keyof typeof bankLinesEn.errors;

/** What the desk says about money that comes in by bank transfer. */
export function bankLineWords(lang: Lang): typeof bankLinesEn {
  return lang === "zh" ? bankLinesZh : bankLinesEn;
}
