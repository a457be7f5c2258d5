import type { Lang } from "../words.ts";
import { signEn } from "./words_en.ts";
import { type SignWords, signZh } from "./words_zh.ts";

/** Why a form comes back, or why somebody who came from the app could not enter. */
export type SignFormError = keyof SignWords["formErrors"];

export function signWords(lang: Lang): SignWords {
  return lang === "zh" ? signZh : signEn;
}
