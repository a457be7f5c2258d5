import type { Lang } from "../words.ts";
import { tillEn } from "./words_en.ts";
import { type TillWords, tillZh } from "./words_zh.ts";

export function tillWords(lang: Lang): TillWords {
  return lang === "zh" ? tillZh : tillEn;
}
