import { en } from "./words_en.ts";
import { type Words, zh } from "./words_zh.ts";

/** Languages of every page. */
export const langs = ["zh", "en"] as const;
export type Lang = (typeof langs)[number];

/** `lang` as the `lang` attribute needs it. */
export const htmlLang: Readonly<Record<Lang, string>> = { zh: "zh-Hans", en: "en" };

/** The shared copy in `lang`. Amounts and times arrive already formatted. */
export function words(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}

/** What a seal can mean: filled = in force (paid, signed), outlined = undone (refunded, ended). */
export type SealKind = keyof Words["seals"];

/** What happens after the tap, by method and flow. */
export type NextStep = keyof Words["next"];
