import type { Lang } from "../words.ts";
import { statementEn } from "./words_en.ts";
import { statementZh } from "./words_zh.ts";

export type StatementError = keyof typeof statementZh.errors;

/** What the desks say about our own statements. */
export function statementWords(lang: Lang): typeof statementZh {
  return lang === "zh" ? statementZh : statementEn;
}
