import type { Lang } from "../words.ts";
import { signEn } from "./words_en.ts";
import { type SignWords, signZh } from "./words_zh.ts";

/** Why a form comes back, or why a consumer from the app could not sign in. */
export type SignFormError = keyof SignWords["formErrors"];

export function signWords(lang: Lang): SignWords {
  return lang === "zh" ? signZh : signEn;
}
