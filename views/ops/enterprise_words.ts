import type { Lang } from "../words.ts";
import { enterpriseEn } from "./enterprise_words_en.ts";
import { enterpriseZh } from "./enterprise_words_zh.ts";

export type EnterpriseFormError = keyof typeof enterpriseEn.errors;

/** What the desk says about an enterprise across its numbers. */
export function enterpriseWords(lang: Lang): typeof enterpriseEn {
  return lang === "zh" ? enterpriseZh : enterpriseEn;
}
