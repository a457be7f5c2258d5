import type { Lang } from "../../words.ts";
import { en } from "./words_en.ts";
import { type WebhookWords, zh } from "./words_zh.ts";

export function webhookWords(lang: Lang): WebhookWords {
  return lang === "zh" ? zh : en;
}
