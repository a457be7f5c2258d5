import type { Awakening, Follower, Holder, Watch } from "../../../core/watch.ts";
import { givesWay } from "./gives_way.ts";

export interface Followers {
  /** As `Watch.follow`; undefined also when all were closed. */
  readonly add: Watch["follow"];
  wake(subjects: Iterable<string>): void;
  /** Everyone once, a few at a time, because each of them is about to read. */
  wakeAll(): void;
  count(): number;
  /** Closes all of them and accepts no more. */
  close(): void;
}

interface Entry {
  readonly holder: Holder | undefined;
  readonly wake: () => void;
  readonly close: () => void;
  subjects: readonly string[];
  /** How much had happened when it last woke. */
  since: number;
}

const WOKEN_AT_ONCE_MAX = 50;
const PAUSE_MS = 10;

/** Who follows what, and whom to wake. It keeps no state of its own: whoever is woken reads the current state. */
export function createFollowers(
  max: { readonly all: number; readonly ofPage: number },
): Followers {
  const bySubject = new Map<string, Set<Entry>>();
  /** In the order in which they came. */
  const entries = new Set<Entry>();
  const pages = new Map<string, number>();
  const recent = createRecent();
  let closed = false;

  return {
    add: (subjects, holder, known) => {
      if (closed) return undefined;
      if (holder && countOf(holder.page) >= max.ofPage) return "too_many";
      if (entries.size >= max.all) {
        const giving = holder && known && givesWay(entries, holder);
        if (!giving) return undefined;
        giving.close();
      }
      return add(subjects, holder);
    },
    wake: (subjects) => {
      for (const subject of subjects) {
        recent.note(subject);
        for (const entry of bySubject.get(subject) ?? []) entry.wake();
      }
    },
    wakeAll: () => wakeSome([...entries]),
    count: () => entries.size,
    close: () => {
      closed = true;
      for (const entry of entries) entry.close();
    },
  };

  function countOf(page: string): number {
    return pages.get(page) ?? 0;
  }

  function count(holder: Holder | undefined, more: 1 | -1): void {
    if (!holder) return;
    const now = countOf(holder.page) + more;
    if (now > 0) pages.set(holder.page, now);
    else pages.delete(holder.page);
  }

  function add(subjects: readonly string[], holder: Holder | undefined): Follower {
    const waiter = createWaiter();
    const close = () => {
      waiter.close();
      unlist(entry);
      if (entries.delete(entry)) count(holder, -1);
    };
    const entry: Entry = { holder, wake: waiter.wake, close, subjects: [], since: recent.total() };
    entries.add(entry);
    count(holder, 1);
    list(entry, subjects);
    return {
      next: async (ms) => {
        const why = await waiter.next(ms);
        entry.since = recent.total();
        return why;
      },
      follow: (wanted) => {
        if (!entries.has(entry)) return;
        const added = wanted.filter((each) => !entry.subjects.includes(each));
        unlist(entry);
        list(entry, wanted);
        if (recent.has(added, entry.since)) entry.wake();
      },
      close,
    };
  }

  function list(entry: Entry, subjects: readonly string[]): void {
    entry.subjects = subjects;
    for (const subject of subjects) {
      const all = bySubject.get(subject) ?? new Set();
      bySubject.set(subject, all.add(entry));
    }
  }

  function unlist(entry: Entry): void {
    for (const subject of entry.subjects) {
      const all = bySubject.get(subject);
      if (all?.delete(entry) && all.size === 0) bySubject.delete(subject);
    }
  }

  function wakeSome(waiting: Entry[]): void {
    for (const entry of waiting.splice(0, WOKEN_AT_ONCE_MAX)) entry.wake();
    if (waiting.length > 0 && !closed) setTimeout(() => wakeSome(waiting), PAUSE_MS);
  }
}

const RECENT_MAX = 1_000;

/** The latest events, for followers that learn only now that these concern them. */
function createRecent() {
  let subjects: string[] = [];
  let forgotten = 0;

  return {
    note: (subject: string) => {
      subjects.push(subject);
      if (subjects.length < 2 * RECENT_MAX) return;
      forgotten += RECENT_MAX;
      subjects = subjects.slice(RECENT_MAX);
    },
    total: () => forgotten + subjects.length,
    /** Whether something happened to one of these after `since`; also true when that is no longer known. */
    has: (wanted: readonly string[], since: number) =>
      wanted.length > 0 &&
      (since < forgotten || wanted.some((each) => subjects.includes(each, since - forgotten))),
  };
}

/** A waiting follower, which returns at once if it was woken in the meantime. */
function createWaiter() {
  let woken = false;
  let closed = false;
  let tell: ((why: Awakening) => void) | undefined;

  return { next, wake, close };

  function next(ms: number): Promise<Awakening> {
    if (closed) return Promise.resolve("closed");
    if (woken) {
      woken = false;
      return Promise.resolve("woken");
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => tell?.("waited"), ms);
      tell = (why) => {
        clearTimeout(timer);
        tell = undefined;
        resolve(why);
      };
    });
  }

  function wake(): void {
    if (tell) tell("woken");
    else woken = true;
  }

  function close(): void {
    closed = true;
    tell?.("closed");
  }
}
