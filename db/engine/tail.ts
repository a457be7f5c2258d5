import type { Log } from "../../core/log.ts";
import type { Query } from "../../core/query.ts";
import type { Watch } from "../../core/watch.ts";
import { createLoad } from "./query.ts";
import type { Reader } from "./reader.ts";
import { createFollowers } from "./tail/followers.ts";

/** One new event, with every id whose followers it may concern. */
export interface Happened {
  readonly seq: number;
  readonly subjects: readonly string[];
}

/** How the log is read. */
export interface Feed {
  /** What was committed after `position`, oldest first. */
  after(position: number, max: number): Query<readonly Happened[]>;
  /** The number of the newest; 0 when there is none. */
  readonly last: Query<number>;
}

export interface TailOptions {
  readonly reader: Reader;
  readonly feed: Feed;
  readonly log: Pick<Log, "warn">;
  readonly followersMax?: number;
  readonly followersOfPageMax?: number;
  readonly tickMs?: number;
}

export interface Tail extends Watch {
  /** Reads soon instead of at the next tick, because this process has just written. */
  poke(): void;
  /** Wakes every follower, as after a gap. */
  wakeAll(): void;
  followers(): number;
  /** Closes every follower, waits for the read under way and reads no more. */
  close(): Promise<void>;
}

/** Each is an open connection; beyond this, pages poll as they do where streams are blocked. */
const FOLLOWERS_MAX = 2_000;
/** A payer's devices and a shop's screens, with their reloads; more of one page are somebody's who wants them all. */
const FOLLOWERS_OF_PAGE_MAX = 50;
/** The longest delay before another process's commit is seen, apart from the round trip. */
const TICK_MS = 250;
/** Between two reads that commits of this process ask for. */
const READ_GAP_MS = 20;
const ROWS_MAX = 500;
const READS_MAX = 4;
/** After this long without a read it is cheaper to wake everyone than to read what happened. */
const RESUME_MS = 10_000;

/**
 * One reader of the event log for all followers in this process, so that a thousand open pages cost the database no
 * more than one, and none cost nothing. Only for a process that may share I/O between requests.
 */
export function createTail(options: TailOptions): Tail {
  const { reader, feed, log, tickMs = TICK_MS } = options;
  const load = createLoad(reader);
  const followers = createFollowers({
    all: options.followersMax ?? FOLLOWERS_MAX,
    ofPage: options.followersOfPageMax ?? FOLLOWERS_OF_PAGE_MAX,
  });
  /** The last event read; undefined while there are no followers and after a gap. */
  let position: number | undefined;
  let readAt = 0;
  let reading: Promise<void> | undefined;
  let wanted = false;
  let closed = false;
  let failing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    follow: (subjects, holder, known) => {
      const follower = followers.add(subjects, holder, known);
      if (typeof follower === "object" && !reading && timer === undefined) void read();
      return follower;
    },
    poke,
    wakeAll: followers.wakeAll,
    followers: followers.count,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      followers.close();
      await reading;
    },
  };

  function poke(): void {
    if (followers.count() === 0) return;
    wanted = true;
    if (!reading) readIn(gapLeft());
  }

  function readIn(ms: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(read, ms);
  }

  function gapLeft(): number {
    return Math.max(0, readAt + READ_GAP_MS - performance.now());
  }

  async function read(): Promise<void> {
    timer = undefined;
    if (followers.count() === 0) {
      position = undefined;
      return;
    }
    wanted = false;
    reading = readNew().then(
      () => {
        failing = false;
      },
      (error) => {
        if (!failing && !closed) log.warn("event log not read", { error });
        failing = true;
      },
    );
    await reading;
    reading = undefined;
    readIn(wanted ? gapLeft() : tickMs);
  }

  async function readNew(): Promise<void> {
    if (position === undefined || performance.now() - readAt > RESUME_MS) return await resume();
    let last = position;
    for (let reads = 0; reads < READS_MAX; reads++) {
      const [happened] = await load(feed.after(last, ROWS_MAX));
      readAt = performance.now();
      followers.wake(new Set(happened.flatMap(({ subjects }) => subjects)));
      position = last = happened.at(-1)?.seq ?? last;
      if (happened.length < ROWS_MAX) return;
    }
    // Too far behind to catch up event by event.
    await resume();
  }

  async function resume(): Promise<void> {
    const [last] = await load(feed.last);
    position = last;
    readAt = performance.now();
    followers.wakeAll();
  }
}
