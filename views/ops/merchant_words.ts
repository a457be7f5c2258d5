import type { Lang } from "../words.ts";
import type { MerchantWords } from "./merchant_copy.ts";
import { merchantEn } from "./merchant_words_en.ts";
import { merchantZh } from "./merchant_words_zh.ts";

/** What the desk says about merchants and those who apply to be one. */
export function merchantWords(lang: Lang): MerchantWords {
  return lang === "zh" ? merchantZh : merchantEn;
}
