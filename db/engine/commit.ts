import { assertCommitted } from "../../core/conflict.ts";
import type { ChainHeads, Deps } from "../../core/deps.ts";
import type { Unit } from "../../core/unit.ts";

export interface CommitOptions<E, F> {
  /** `facts` are those that the caller of the commit has loaded for it. */
  readonly prepare: (
    events: readonly E[],
    facts: F,
  ) => { readonly unit: Unit; readonly heads: ChainHeads };
  /** Called after each write, whatever its verdict. */
  readonly onWritten?: (() => void) | undefined;
}

/**
 * The only writer of domain state: events with their rows in one unit, whole or not at all. Throws Conflict (someone
 * else was first, or a guarded fact changed), CommitUnknown, Overloaded.
 */
export function createCommit<E, F>(
  write: Deps["write"],
  { prepare, onWritten }: CommitOptions<E, F>,
): (events: readonly E[], facts: F) => Promise<ChainHeads> {
  return async (events, facts) => {
    if (events.length === 0) return new Map();
    const { unit, heads } = prepare(events, facts);
    const verdict = await write(unit);
    onWritten?.();
    assertCommitted(verdict);
    return heads;
  };
}
