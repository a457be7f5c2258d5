import type { Lang } from "../words.ts";
import { disputeEn } from "./words_en.ts";
import { type DisputeWords, disputeZh } from "./words_zh.ts";

export function disputeWords(lang: Lang): DisputeWords {
  return lang === "zh" ? disputeZh : disputeEn;
}
