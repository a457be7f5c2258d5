import { type Instant, rfc3339, shanghaiTime } from "../../core/time.ts";
import type { Lang } from "../words.ts";

/**
 * `2026-11-20 14:05`, absolute and in Asia/Shanghai, for a sentence. Rounded down, so that a deadline is never shown
 * later than it is.
 */
export function formatTime(at: Instant, lang: Lang): string {
  return withZone(shanghaiTime(at).slice(0, 16), lang);
}

/** A time to the second, for people and for programs. */
export function Time({ at, lang }: { readonly at: Instant; readonly lang: Lang }) {
  return <time datetime={rfc3339(at)}>{withZone(shanghaiTime(at), lang)}</time>;
}

/** In Chinese, Beijing time goes without saying; in English the zone is shown. */
function withZone(time: string, lang: Lang): string {
  return lang === "zh" ? time : `${time} (UTC+8)`;
}
