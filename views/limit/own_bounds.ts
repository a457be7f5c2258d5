import type { Bounds } from "../../core/own_limit/own_limit.ts";
import { formatMoney } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { ownLimitWords } from "./own_limit_words.ts";

/** What somebody allows at most, in words; undefined where they set nothing. */
export function boundsInWords(
  { perTransaction, perDay }: Bounds,
  lang: Lang,
): string | undefined {
  const w = ownLimitWords(lang);
  const parts = [
    perTransaction && w.each(formatMoney(perTransaction)),
    perDay && w.day(formatMoney(perDay)),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(lang === "zh" ? "，" : ", ");
}
