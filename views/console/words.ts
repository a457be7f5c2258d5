import type { Lang } from "../words.ts";
import { en } from "./words_en.ts";
import { type ConsoleWords, zh } from "./words_zh.ts";

export function consoleWords(lang: Lang): ConsoleWords {
  return lang === "zh" ? zh : en;
}
