import type { Lang } from "../words.ts";
import { feeEn } from "./words_en.ts";
import { feeZh } from "./words_zh.ts";

/** What the console says about fees. */
export function feeWords(lang: Lang): typeof feeZh {
  return lang === "zh" ? feeZh : feeEn;
}
