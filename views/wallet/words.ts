import type { Lang } from "../words.ts";
import { walletEn } from "./words_en.ts";
import { type WalletWords, walletZh } from "./words_zh.ts";

export function walletWords(lang: Lang): WalletWords {
  return lang === "zh" ? walletZh : walletEn;
}
