import type { Lang } from "../words.ts";
import { complaintsEn } from "./complaint_words_en.ts";
import { complaintsZh } from "./complaint_words_zh.ts";

export type ComplaintFormError = keyof typeof complaintsEn.errors;

/** What the desk says about complaints. */
export function complaintWords(lang: Lang): typeof complaintsEn {
  return lang === "zh" ? complaintsZh : complaintsEn;
}
