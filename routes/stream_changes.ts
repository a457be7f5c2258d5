import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Log } from "../core/deps.ts";
import type { Instant } from "../core/time.ts";

const TICK_MS = 1_000;
/** Proxies and platforms close what is silent or too long, so we speak and end before they do. */
const TICKS_MAX = 55;
const TICKS_BETWEEN_HEARTBEATS = 10;

/** What a followed page shows, by its mark; `open` while it can still change. */
export interface Followed {
  readonly mark: string;
  readonly open: boolean;
  /** When time alone changes it: the stream looks again then. */
  readonly changesAt?: Instant;
}

interface Following {
  /** The mark the page shows, or was told last. */
  readonly seen: string | undefined;
  /** Ids whose events may change the page. */
  readonly subjects: readonly string[];
  readonly load: () => Promise<Followed | undefined>;
  readonly log: Log;
}

/**
 * Tells an open page that something changed, never what: the page then asks as it always does. Each tick is one read,
 * because another process may have written the change.
 */
export function streamChanges(c: Context, first: Followed, given: Following): Response {
  const { seen, log } = given;
  // To a reconnecting EventSource 204 means: stop.
  if (!first.open && first.mark === seen) return c.body(null, 204);
  const answer = streamSSE(c, async (stream) => {
    try {
      await follow(stream, first, given);
    } catch (error) {
      // The answer is under way, so the edge can only write it down; the page goes on polling.
      log.error("fault", { route: "stream", error: String(error) });
    }
  });
  answer.headers.set("Cache-Control", "no-store");
  answer.headers.set("X-Accel-Buffering", "no");
  return answer;
}

async function follow(
  stream: SSEStreamingApi,
  first: Followed,
  { seen, load }: Following,
): Promise<void> {
  let told = seen;
  let followed: Followed | undefined = first;
  for (let tick = 0; tick < TICKS_MAX && followed; tick++) {
    if (followed.mark !== told) {
      told = followed.mark;
      await stream.writeSSE({ event: "changed", id: told, data: told });
    } else if (tick % TICKS_BETWEEN_HEARTBEATS === 0) {
      await stream.write(": still here\n\n");
    }
    if (!followed.open) return;
    await stream.sleep(TICK_MS);
    if (stream.aborted) return;
    followed = await load();
  }
}
