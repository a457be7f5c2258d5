import type { Lang } from "../words.ts";
import type { OpsWords } from "./copy.ts";
import { en } from "./words_en.ts";
import { zh } from "./words_zh.ts";

export function opsWords(lang: Lang): OpsWords {
  return lang === "zh" ? zh : en;
}
