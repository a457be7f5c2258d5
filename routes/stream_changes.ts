import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Deps } from "../core/deps.ts";
import type { Duration } from "../core/time.ts";
import type { Follower } from "../core/watch.ts";

/** Proxies and platforms close what is silent or too long, so we speak and end before they do. */
const LIFE_MS = 55_000;
/** Streams that began together do not all come back together. */
const LIFE_SPREAD_MS = 10_000;
const HEARTBEAT_MS = 10_000;
/** Between two looks of one stream, however much happens. */
const LOOK_GAP_MS = 200;
/** Timers and the clock may differ by a little: looked a little later, the time has surely come. */
const LATE_MS = 25;
/** How soon a browser comes back: after a stream that ended in time at once, after a broken one not all together. */
const BACK_AT_ONCE_MS = 100;
const BACK_MS = 1_500;
const BACK_SPREAD_MS = 1_500;
const RETRY_AFTER_S = 30;

/** What a followed page shows, by its mark; `open` while it can still change. */
export interface Followed {
  readonly mark: string;
  readonly open: boolean;
  /** When time alone changes it: so long from now, in ms, whosever clock it goes by. */
  readonly changesIn?: Duration | undefined;
  /** Ids whose events may change it from now on, when they are not those it began with. */
  readonly subjects?: readonly string[] | undefined;
}

interface Following {
  /** The mark the page shows, or was told last. */
  readonly seen: string | undefined;
  /** Ids whose events may change the page; see `Watch.follow`. */
  readonly subjects: readonly string[];
  /** Undefined when there is no such page. */
  readonly load: () => Promise<Followed | undefined>;
}

/**
 * Tells an open page that something changed, never what: the page then asks as it always does. Idle it costs a
 * heartbeat, and one look when it begins. 404 without a page, 204 when nothing will change, 503 when there are too many.
 */
export async function streamChanges(
  c: Context,
  deps: Deps,
  following: Following,
): Promise<Response> {
  // Before the first look, so that nothing happens unnoticed in between.
  const follower = deps.watch.follow(following.subjects);
  if (!follower) return c.body(null, 503, { "Retry-After": `${RETRY_AFTER_S}` });
  const look = lookWith(follower, following);
  const first = await look().catch((error) => {
    follower.close();
    throw error;
  });
  // To a reconnecting EventSource any answer but 200 means: stop.
  if (!first || (!first.open && first.mark === following.seen)) {
    follower.close();
    return c.body(null, first ? 204 : 404);
  }
  const answer = streamSSE(c, async (stream) => {
    stream.onAbort(follower.close);
    try {
      await tell(stream, first, { deps, follower, look, seen: following.seen });
    } catch (error) {
      // The answer is under way, so the edge can only write it down; the page goes on polling.
      deps.log.error("fault", { route: "stream", error: String(error) });
    } finally {
      follower.close();
    }
  });
  answer.headers.set("Cache-Control", "no-store");
  answer.headers.set("X-Accel-Buffering", "no");
  return answer;
}

type Look = () => Promise<Followed | undefined>;

/** Loads, and follows from then on what the page says it depends on. */
function lookWith(follower: Follower, { load }: Following): Look {
  return async () => {
    const found = await load();
    if (found?.subjects) follower.follow(found.subjects);
    return found;
  };
}

interface Telling {
  readonly deps: Deps;
  readonly follower: Follower;
  readonly look: Look;
  readonly seen: string | undefined;
}

async function tell(
  stream: SSEStreamingApi,
  first: Followed,
  { deps, follower, look, seen }: Telling,
): Promise<void> {
  const endsAt = performance.now() + LIFE_MS - chanceOf(deps, LIFE_SPREAD_MS);
  await stream.write(`retry: ${BACK_MS + chanceOf(deps, BACK_SPREAD_MS)}\n\n`);
  let told = seen;
  let followed: Followed | undefined = first;
  while (followed) {
    if (followed.mark !== told) {
      told = followed.mark;
      await stream.writeSSE({ event: "changed", id: told, data: told });
    }
    if (!followed.open) return;
    const looked = performance.now();
    const woke = await waitForChange(stream, followed, { follower, endsAt });
    if (woke !== "changed") return;
    await stream.sleep(Math.max(0, looked + LOOK_GAP_MS - performance.now()));
    if (stream.aborted) return;
    followed = await look();
  }
}

/** Waits until the page may have changed, and says meanwhile that we are still here. */
async function waitForChange(
  stream: SSEStreamingApi,
  { changesIn }: Followed,
  { follower, endsAt }: { readonly follower: Follower; readonly endsAt: number },
): Promise<"changed" | "over"> {
  const changesAt = changesIn === undefined ? Infinity : performance.now() + changesIn + LATE_MS;
  for (;;) {
    const now = performance.now();
    if (now >= changesAt) return "changed";
    if (now >= endsAt) {
      await stream.write(`retry: ${BACK_AT_ONCE_MS}\n\n`);
      return "over";
    }
    const waitMs = Math.min(HEARTBEAT_MS, changesAt - now, endsAt - now);
    const woke = await follower.next(waitMs);
    if (woke === "closed") return "over";
    if (woke === "woken") return "changed";
    // An event and not a comment, because a page cannot hear comments, nor that a stream has died in silence.
    if (waitMs === HEARTBEAT_MS) await stream.writeSSE({ event: "here", data: "" });
  }
}

/** A whole number from 0 to `max`. */
function chanceOf({ random }: Deps, max: number): number {
  const [high = 0, low = 0] = random(2);
  return Math.floor(((high * 256 + low) / 65_536) * max);
}
