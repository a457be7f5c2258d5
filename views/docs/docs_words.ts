import type { Lang } from "../words.ts";
import { docsEn } from "./words_en.ts";
import { type DocsWords, docsZh } from "./words_zh.ts";

/** The documentation's own copy. */
export function docsWords(lang: Lang): DocsWords {
  return lang === "zh" ? docsZh : docsEn;
}
