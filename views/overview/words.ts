import type { Lang } from "../words.ts";
import { overviewEn } from "./words_en.ts";
import { type OverviewWords, overviewZh } from "./words_zh.ts";

export function overviewWords(lang: Lang): OverviewWords {
  return lang === "zh" ? overviewZh : overviewEn;
}
