import type { Lang } from "../../views/words.ts";
import { sandboxEn } from "./words_en.ts";
import { sandboxZh } from "./words_zh.ts";

export type SandboxWords = typeof sandboxZh;

export function sandboxWords(lang: Lang): SandboxWords {
  return lang === "zh" ? sandboxZh : sandboxEn;
}
