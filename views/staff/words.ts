import type { Lang } from "../words.ts";
import { staffEn } from "./words_en.ts";
import { type StaffWords, staffZh } from "./words_zh.ts";

export function staffWords(lang: Lang): StaffWords {
  return lang === "zh" ? staffZh : staffEn;
}
