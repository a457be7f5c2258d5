import type { Lang } from "../words.ts";
import { blocksEn } from "./block_words_en.ts";
import { blocksZh } from "./block_words_zh.ts";

export type BlockFormError = keyof typeof blocksEn.errors;

/** What the desk says about the block list. */
export function blockWords(lang: Lang): typeof blocksEn {
  return lang === "zh" ? blocksZh : blocksEn;
}
