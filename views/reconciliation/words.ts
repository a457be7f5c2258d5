import type { Lang } from "../words.ts";
import { reconciliationEn } from "./words_en.ts";
import { reconciliationZh } from "./words_zh.ts";

export type ReconciliationError = keyof typeof reconciliationEn.errors;

/** What the desk says about the channel's files and what they differ in. */
export function reconciliationWords(lang: Lang): typeof reconciliationEn {
  return lang === "zh" ? reconciliationZh : reconciliationEn;
}
