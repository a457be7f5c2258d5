import type { Lang } from "../words.ts";
import type { GoingLiveWords } from "./going_live_copy.ts";
import { goingLiveEn } from "./going_live_words_en.ts";
import { goingLiveZh } from "./going_live_words_zh.ts";

export function goingLiveWords(lang: Lang): GoingLiveWords {
  return lang === "zh" ? goingLiveZh : goingLiveEn;
}
