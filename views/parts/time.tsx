import {
  type BusinessDay,
  englishTime,
  type Instant,
  rfc3339,
  shanghaiTime,
  startOfBusinessDay,
} from "../../core/time.ts";
import type { Lang } from "../words.ts";

/**
 * `2026-11-20 14:05`, in English `20 Nov 2026, 14:05 (UTC+8)`: absolute and in Asia/Shanghai, for a sentence; see
 * `withMoments`. Rounded down, so that a deadline is never shown later than it is.
 */
export function formatTime(at: Instant, lang: Lang): string {
  return lang === "zh" ? shanghaiTime(at).slice(0, 16) : englishTime(at);
}

/** `2026-11-20`, in English `20 Nov 2026`. */
export function dayOf(day: BusinessDay, lang: Lang): string {
  return lang === "zh" ? day : englishTime(startOfBusinessDay(day)).split(",")[0] ?? day;
}

/** `2026-11`, in English `Nov 2026`. */
export function monthOf(month: string, lang: Lang): string {
  return lang === "zh" ? month : dayOf(`${month}-01` as BusinessDay, lang).replace(/^1 /, "");
}

/** A time on its own, never broken; in Chinese to the second. */
export function Time({ at, lang }: { readonly at: Instant; readonly lang: Lang }) {
  const shown = lang === "zh" ? shanghaiTime(at) : formatTime(at, lang);
  return <time class="whole" datetime={rfc3339(at)}>{shown}</time>;
}
