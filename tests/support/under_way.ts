import { opened } from "./left_running.ts";
import { PATIENCE_MS } from "./patience.ts";

export interface UnderWay {
  /** The same function; what it has begun is waited for, and after the end it is complained of. */
  track<A extends unknown[], R>(
    doing: string,
    run: (...given: A) => Promise<R>,
  ): (...given: A) => Promise<R>;
  /** Until nothing is under way; whatever begins after `end` is late. */
  settled(): Promise<void>;
  end(): void;
}

/** An open page's stream may have been woken, and has yet to hash what it looks up its page by. */
const QUIET_TURNS = 10;

/** Everything that a portal of a test has begun, so that closing it can wait for all of it. */
export function watchUnderWay(what: string): UnderWay {
  const mark = opened(what);
  const doings = new Map<Promise<unknown>, string>();
  let ended = false;

  return {
    track: (doing, run) => (...given) => {
      if (ended) mark.late(`${doing} after its end`);
      const running = run(...given);
      doings.set(running, doing);
      const over = () => void doings.delete(running);
      running.then(over, over);
      return running;
    },
    settled: async () => {
      for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
        if (doings.size > 0) {
          await within(Promise.allSettled(doings.keys()));
          quiet = 0;
        }
        // What follows from it begins in the same turn, or as soon as what it asks with is hashed.
        await crypto.subtle.digest("SHA-256", new Uint8Array(32));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    end: () => {
      ended = true;
      mark.closed();
    },
  };

  async function within(all: Promise<unknown>): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new Error(`Still under way: ${[...doings.values()].join(", ")}`)),
      PATIENCE_MS,
    );
    await Promise.race([all, promise]).finally(() => clearTimeout(timer));
  }
}
