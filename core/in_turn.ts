/** Runs a piece of work once all that was given before it under the same key has ended. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Turns for what would only refuse each other. Nothing rests on them, because another process has turns of its own: the
 * write still says who was first.
 */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key);
    const running = before ? before.then(work, work) : work();
    last.set(key, running);
    const over = () => {
      if (last.get(key) === running) last.delete(key);
    };
    running.then(over, over);
    return running;
  };
}
