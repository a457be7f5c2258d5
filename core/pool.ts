export interface PoolOptions {
  /** Pieces under way at once; those that wait for somebody slow are counted apart. */
  readonly slots?: number;
  /** A piece this many milliseconds old waits for somebody slow: it no longer keeps others from their turn. */
  readonly slowMs?: number;
}

export const SLOTS = 128;
const SLOW_MS = 1_000;
const SLOTS_WITH_SLOW = 4;
/** While something is under way, this is how soon what has become due is seen. */
export const LOOK_AGAIN_MS = 100;

/** What is under way at once. It is never truth: when it is lost, whatever it worked on is due again. */
export interface Pool {
  /** How many may begin now; none while so few could that a look at the database would not pay. */
  free(): number;
  size(): number;
  /** Counts `work`, which must not fail, until it ends. */
  begin(work: Promise<unknown>): void;
  /** Until one of those under way has ended, or all, or it is time to look again. */
  ending(which: "any" | "all"): Promise<void>;
  /** Until nothing is under way. */
  idle(): Promise<void>;
}

/** One that hangs holds up no other: after a second its place is free again, up to four times as many as there are. */
export function createPool({ slots = SLOTS, slowMs = SLOW_MS }: PoolOptions = {}): Pool {
  const underWay = new Map<Promise<void>, number>();
  return { free, size: () => underWay.size, begin, ending, idle };

  function free(): number {
    const slowBefore = performance.now() - slowMs;
    const quick = [...underWay.values()].filter((begunAt) => begunAt > slowBefore).length;
    const places = Math.min(slots - quick, slots * SLOTS_WITH_SLOW - underWay.size);
    return places < slots / 4 ? 0 : places;
  }

  function begin(work: Promise<unknown>): void {
    const ended = work.then(() => void underWay.delete(ended));
    underWay.set(ended, performance.now());
  }

  async function ending(which: "any" | "all"): Promise<void> {
    const { promise: time, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LOOK_AGAIN_MS);
    const works = [...underWay.keys()];
    await Promise.race([time, which === "any" ? Promise.race(works) : Promise.all(works)]);
    clearTimeout(timer);
  }

  async function idle(): Promise<void> {
    await Promise.all(underWay.keys());
  }
}
