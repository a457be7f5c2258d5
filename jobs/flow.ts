import type { Log } from "../core/log.ts";
import type { Taken } from "../core/taken.ts";

export interface Work<T> {
  /** Named in the log when a piece fails. */
  readonly name: string;
  /** Takes at most `max` of what is due, so that no one else takes it. */
  take(max: number): Promise<Taken<T>>;
  finish(piece: T): Promise<void>;
}

export interface FlowOptions {
  /** Pieces in flight at once; those waiting for a slow party are counted separately. */
  readonly slots?: number;
  /** A piece this many milliseconds old is waiting for a slow party: it no longer holds up the others. */
  readonly slowMs?: number;
  /** Takes nothing more after this many milliseconds, for a runtime that ends long invocations. */
  readonly stopAfterMs?: number;
}

const SLOTS = 128;
const SLOW_MS = 1_000;
const SLOTS_WITH_SLOW = 4;
/** How soon newly due work is noticed while something is in flight. */
const LOOK_AGAIN_MS = 100;

/**
 * Does what is due, many pieces at once, until nothing is due and all have ended. One that hangs holds up no other; a
 * piece that fails is logged and holds up none either.
 */
export async function flow<T>(
  log: Log,
  work: Work<T>,
  { slots = SLOTS, slowMs = SLOW_MS, stopAfterMs = Infinity }: FlowOptions = {},
): Promise<void> {
  const underWay = new Map<Promise<void>, number>();
  const takeUntil = performance.now() + stopAfterMs;
  try {
    for (;;) {
      const free = performance.now() < takeUntil ? freeSlots() : 0;
      // Looking costs about the same for one piece as for many.
      const crowded = free < slots / 4;
      const { taken, more } = crowded ? NOTHING : await work.take(free);
      for (const piece of taken) begin(piece);
      if (more) continue;
      if (underWay.size === 0) return;
      await endOf(crowded ? Promise.race(underWay.keys()) : Promise.all(underWay.keys()));
    }
  } finally {
    await Promise.all(underWay.keys());
  }

  function begin(piece: T): void {
    const ending = work.finish(piece)
      .catch((error) => log.error("work item failed", { job: work.name, error }))
      .then(() => void underWay.delete(ending));
    underWay.set(ending, performance.now());
  }

  function freeSlots(): number {
    const slowBefore = performance.now() - slowMs;
    const quick = [...underWay.values()].filter((begunAt) => begunAt > slowBefore).length;
    return Math.min(slots - quick, slots * SLOTS_WITH_SLOW - underWay.size);
  }
}

const NOTHING: Taken<never> = { taken: [], more: false };

/** Until `ending` resolves, or it is time to look again. */
async function endOf(ending: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LOOK_AGAIN_MS);
  await Promise.race([ending, promise]);
  clearTimeout(timer);
}
