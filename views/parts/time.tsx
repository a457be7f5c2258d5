import { type Instant, rfc3339, shanghaiTime } from "../../core/time.ts";
import type { Lang } from "../words.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * `2026-11-20 14:05`, in English `20 Nov 2026, 14:05 (UTC+8)`: absolute and in Asia/Shanghai, for a sentence; see
 * `withMoments`. Rounded down, so that a deadline is never shown later than it is.
 */
export function formatTime(at: Instant, lang: Lang): string {
  const time = shanghaiTime(at).slice(0, 16);
  return lang === "zh" ? time : english(time);
}

/** A time on its own, never broken; in Chinese to the second. */
export function Time({ at, lang }: { readonly at: Instant; readonly lang: Lang }) {
  const shown = lang === "zh" ? shanghaiTime(at) : formatTime(at, lang);
  return <time class="whole" datetime={rfc3339(at)}>{shown}</time>;
}

/** In Chinese, Beijing time goes without saying; in English the zone is shown. */
function english(time: string): string {
  const [day = "", clock = ""] = time.split(" ");
  const [year = "", month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[Number(month) - 1]} ${year}, ${clock} (UTC+8)`;
}
