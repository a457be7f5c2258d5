import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { chanceOf } from "../../core/chance.ts";
import { Unavailable } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import type { Duration } from "../../core/time.ts";
import { sourceOf } from "../source.ts";
import type { Follower } from "../../core/watch.ts";

export interface Pace {
  /** Proxies and platforms close long-lived connections, so we end before they do. */
  readonly lifeMs: number;
  /** Streams that started together should not all reconnect together. */
  readonly lifeSpreadMs: number;
  /** They close silent ones, too. */
  readonly heartbeatMs: number;
  /** The minimum between two checks of one stream, however much happens. */
  readonly lookGapMs: number;
}

const PACE: Pace = {
  lifeMs: 55_000,
  lifeSpreadMs: 10_000,
  heartbeatMs: 10_000,
  lookGapMs: 100,
};
/** Timers and the clock may differ slightly: a little later, the time has surely come. */
const LATE_MS = 25;
/** How soon a browser reconnects: at once after a stream that ended on time, spread out after a broken one. */
const BACK_AT_ONCE_MS = 100;
const BACK_MS = 1_500;
const BACK_SPREAD_MS = 1_500;
const RETRY_AFTER_S = 30;

/** What a followed page shows, by its mark; `open` while it can still change. */
export interface Followed {
  readonly mark: string;
  readonly open: boolean;
  /** How long until time alone changes it, in ms, on whichever clock applies. */
  readonly changesIn?: Duration | undefined;
  /** Ids whose events may change it from now on, if they differ from the initial ones. */
  readonly subjects?: readonly string[] | undefined;
}

interface Following {
  /** A paired screen's own token: no other page takes its place. */
  readonly till?: string | undefined;
  /** The mark the page shows, or was given last. */
  readonly seen: string | undefined;
  /** Ids whose events may change the page; see `Watch.follow`. */
  readonly subjects: readonly string[];
  /** Undefined when there is no such page. */
  readonly load: () => Promise<Followed | undefined>;
  readonly pace?: Pace;
}

/**
 * Tells an open page that something changed, never what: the page then asks as it always does. An idle stream costs a
 * heartbeat, and one check when it starts. 404 without a page, 204 when nothing will change, 429 when this page is open
 * too often, 503 when there are too many.
 */
export async function streamChanges(
  c: Context,
  deps: Deps,
  following: Following,
): Promise<Response> {
  // Before the first check, so that nothing happens unnoticed in between.
  const follower = await followerFor(c, deps, following);
  if (follower === "no_page") return c.body(null, 404);
  if (!follower || follower === "too_many") {
    return c.body(null, follower ? 429 : 503, { "Retry-After": `${RETRY_AFTER_S}` });
  }
  const look = lookWith(follower, following);
  const first = await look().catch((error) => {
    follower.close();
    throw error;
  });
  // For a reconnecting EventSource any response but 200 means: stop.
  if (!first || (!first.open && first.mark === following.seen)) {
    follower.close();
    return c.body(null, first ? 204 : 404);
  }
  const answer = streamSSE(c, async (stream) => {
    stream.onAbort(follower.close);
    try {
      const { seen, pace = PACE } = following;
      await sendChanges(createSender(stream), first, { deps, follower, look, seen, pace });
    } catch (error) {
      // The response has started, so the fault can only be logged; the page keeps polling. A database that is away is
      // reported once, not by every stream.
      if (!(error instanceof Unavailable)) {
        deps.log.error("fault", { route: "stream", error: String(error) });
      }
    } finally {
      follower.close();
    }
  });
  answer.headers.set("Cache-Control", "no-store");
  answer.headers.set("X-Accel-Buffering", "no");
  return answer;
}

/** When all places are taken somebody gives way, but only to a page that there is. */
async function followerFor(
  c: Context,
  deps: Deps,
  { subjects, load, till }: Following,
): Promise<Follower | "too_many" | "no_page" | undefined> {
  const holder = {
    page: `${c.req.path} ${till ?? ""}`,
    source: await sourceOf(c, deps),
    till: till !== undefined,
  };
  const follower = deps.watch.follow(subjects, holder);
  if (follower) return follower;
  return await load() ? deps.watch.follow(subjects, holder, "known") : "no_page";
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

interface Streaming {
  readonly deps: Deps;
  readonly follower: Follower;
  readonly look: Look;
  readonly seen: string | undefined;
  readonly pace: Pace;
}

async function sendChanges(sender: Sender, first: Followed, streaming: Streaming): Promise<void> {
  const { deps, follower, look, pace } = streaming;
  const endsAt = performance.now() + pace.lifeMs - chanceOf(deps) * pace.lifeSpreadMs;
  await sender.retryIn(BACK_MS + Math.floor(chanceOf(deps) * BACK_SPREAD_MS));
  let shown = streaming.seen;
  let followed: Followed | undefined = first;
  while (followed) {
    if (followed.mark !== shown) {
      shown = followed.mark;
      await sender.send("changed", shown);
    }
    if (!followed.open) return;
    const lookedAt = performance.now();
    const changed = await mayHaveChanged(sender, followed, { ...streaming, endsAt });
    if (!changed) return;
    await pause(lookedAt + pace.lookGapMs - performance.now());
    // A portal that ends meanwhile is not read any more.
    if (sender.aborted() || await follower.next(0) === "closed") return;
    followed = await look();
  }
}

/** Waits until the page may have changed, with a heartbeat now and then; false when the stream is over. */
async function mayHaveChanged(
  sender: Sender,
  { changesIn }: Followed,
  { follower, pace, endsAt }: Streaming & { readonly endsAt: number },
): Promise<boolean> {
  const changesAt = changesIn === undefined ? Infinity : performance.now() + changesIn + LATE_MS;
  for (;;) {
    const now = performance.now();
    if (now >= endsAt) {
      await sender.retryIn(BACK_AT_ONCE_MS);
      return false;
    }
    if (now >= changesAt) return true;
    const heartbeatAt = sender.sentAt() + pace.heartbeatMs;
    // An event and not a comment, because a page cannot hear comments, nor that a stream has died in silence.
    if (now >= heartbeatAt) await sender.send("here", "");
    else {
      const woke = await follower.next(Math.min(heartbeatAt, changesAt, endsAt) - now);
      if (woke !== "waited") return woke === "woken";
    }
  }
}

type Sender = ReturnType<typeof createSender>;

/** Sends to one page and remembers when it last did. */
function createSender(stream: SSEStreamingApi) {
  let sentAt = performance.now();

  return {
    sentAt: () => sentAt,
    aborted: () => stream.aborted,
    /** What the browser waits after this stream before it opens the next, in ms. */
    retryIn: (ms: number) => stream.write(`retry: ${ms}\n\n`),
    send: async (event: "changed" | "here", data: string) => {
      await stream.writeSSE({ event, data, ...(data === "" ? {} : { id: data }) });
      sentAt = performance.now();
    },
  };
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
