import type { Lang } from "../words.ts";
import { settlementActWords, type SettlementProblem } from "./act_words.ts";
import { settlementEn } from "./words_en.ts";
import { settlementZh } from "./words_zh.ts";

export function settlementWords(lang: Lang): typeof settlementZh {
  return lang === "zh" ? settlementZh : settlementEn;
}

export type SettlementError = keyof typeof settlementZh.errors | SettlementProblem;

export function errorText(error: SettlementError, lang: Lang): string {
  return { ...settlementWords(lang).errors, ...settlementActWords(lang).problems }[error];
}
