import { assertCommitted } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import type { Unit } from "../../core/unit.ts";

export interface CommitOptions<E> {
  readonly unitOf: (events: readonly E[]) => Unit;
  /** Called after each write, whatever its verdict. */
  readonly onWritten?: (() => void) | undefined;
}

/**
 * The only writer of domain state: events with their rows in one unit, whole or not at all. Throws Conflict (someone
 * else was first, or a guarded fact changed), CommitUnknown, Overloaded.
 */
export function createCommit<E>(
  write: Deps["write"],
  { unitOf, onWritten }: CommitOptions<E>,
): (events: readonly E[]) => Promise<void> {
  return async (events) => {
    if (events.length === 0) return;
    const verdict = await write(unitOf(events));
    onWritten?.();
    assertCommitted(verdict);
  };
}
