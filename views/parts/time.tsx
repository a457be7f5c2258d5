import { type Instant, rfc3339, shanghaiTime } from "../../core/time.ts";
import type { Lang } from "../words.ts";

/** `2026-11-20 14:05`, absolute and in Asia/Shanghai, for a sentence. A limit is cut down, never up. */
export function formatTime(at: Instant, lang: Lang): string {
  return withZone(shanghaiTime(at).slice(0, 16), lang);
}

/** A moment to the second, as people read it and as programs do. */
export function Time({ at, lang }: { readonly at: Instant; readonly lang: Lang }) {
  return <time datetime={rfc3339(at)}>{withZone(shanghaiTime(at), lang)}</time>;
}

/** Readers of Chinese take Beijing time for granted; others are told. */
function withZone(time: string, lang: Lang): string {
  return lang === "zh" ? time : `${time} (UTC+8)`;
}
