import type { Log } from "./log.ts";
import { createPool, type PoolOptions } from "./pool.ts";

/** What one look took in hand of what is due. */
export interface Taken<T> {
  readonly taken: readonly T[];
  /** Whether more may be due already. */
  readonly more: boolean;
}

export interface Work<T> {
  /** Named in the log when a piece fails. */
  readonly name: string;
  /** The piece in the log. */
  about(piece: T): string;
  /** Takes at most `max` of what is due in hand, so that it is not taken again meanwhile. */
  take(max: number): Promise<Taken<T>>;
  finish(piece: T): Promise<void>;
}

export interface FlowOptions extends PoolOptions {
  /** Takes nothing more after this many milliseconds, for a runtime that ends long invocations. */
  readonly stopAfterMs?: number;
}

/**
 * Does what is due, many pieces at once, until nothing is due and all have ended. One that hangs holds up no other; a
 * piece that fails is logged and holds up none either.
 */
export async function flow<T>(
  log: Log,
  work: Work<T>,
  { stopAfterMs = Infinity, ...options }: FlowOptions = {},
): Promise<void> {
  const pool = createPool(options);
  const takeUntil = performance.now() + stopAfterMs;
  try {
    for (;;) {
      const free = performance.now() < takeUntil ? pool.free() : 0;
      const { taken, more } = free === 0 ? NOTHING : await work.take(free);
      for (const piece of taken) pool.begin(finish(piece));
      if (more) continue;
      if (pool.size() === 0) return;
      await pool.ending(free === 0 ? "any" : "all");
    }
  } finally {
    await pool.idle();
  }

  async function finish(piece: T): Promise<void> {
    try {
      await work.finish(piece);
    } catch (error) {
      log.error("work item failed", { job: work.name, piece: work.about(piece), error });
    }
  }
}

const NOTHING: Taken<never> = { taken: [], more: false };
