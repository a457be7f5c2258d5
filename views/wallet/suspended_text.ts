import type { Suspensions } from "../../core/contract/suspension.ts";
import type { Lang } from "../words.ts";
import { chargingWords } from "./charging_words.ts";
import { walletWords } from "./words.ts";

/** That nothing is charged for now, and why. */
export function suspendedText(suspensions: Suspensions, lang: Lang): string {
  const { reasons } = chargingWords(lang);
  const why = suspensions.map(({ reason }) => reasons[reason]);
  return lang === "zh"
    ? `${walletWords(lang).suspended}${why.join("，")}。`
    : `${walletWords(lang).suspended} ${why.join(". ")}.`;
}
