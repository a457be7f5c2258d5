import { type Instant, rfc3339, shanghaiTime } from "../../core/time.ts";

/** `2026-11-20 14:05`, absolute and in Asia/Shanghai, for a sentence. A limit is cut down, never up. */
export function formatTime(at: Instant): string {
  return shanghaiTime(at).slice(0, 16);
}

/** A moment to the second, as people read it and as programs do. */
export function Time({ at }: { readonly at: Instant }) {
  return <time datetime={rfc3339(at)}>{shanghaiTime(at)}</time>;
}
