import { type Contract, suspensionsOf } from "../../core/contract/contract.ts";
import type { Lang } from "../words.ts";
import { chargingWords } from "./charging_words.ts";
import { walletWords } from "./words.ts";

/** That nothing is charged for now, and why. */
export function suspendedText(contract: Contract, lang: Lang): string {
  const { reasons } = chargingWords(lang);
  const why = suspensionsOf(contract).map(({ reason }) => reasons[reason]);
  return lang === "zh"
    ? `${walletWords(lang).suspended}${why.join("，")}。`
    : `${walletWords(lang).suspended} ${why.join(". ")}.`;
}
