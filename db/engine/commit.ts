import { assertCommitted } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import type { DomainEvent } from "../../core/event.ts";
import { subjectOf } from "../../core/event_data.ts";
import type { Unit } from "../../core/unit.ts";
import { statementsFor } from "../changes.ts";

export interface CommitOptions {
  readonly publicUrl: string;
  /** Called after each write, whatever its verdict. */
  readonly onWritten?: (() => void) | undefined;
}

/**
 * The only writer of domain state: events with their rows in one unit, whole or not at all.
 * Throws Conflict (somebody moved first, or a guard fact changed), CommitUnknown, Overloaded.
 */
export function createCommit(
  write: Deps["write"],
  { publicUrl, onWritten }: CommitOptions,
): Deps["commit"] {
  return async (events) => {
    const [first] = events;
    if (first === undefined) return;
    const verdict = await write(unitOf(events, first, publicUrl));
    onWritten?.();
    assertCommitted(verdict);
  };
}

function unitOf(events: readonly DomainEvent[], first: DomainEvent, publicUrl: string): Unit {
  return {
    statements: events.flatMap((each) => statementsFor(each, publicUrl)),
    proof: { sql: "select 1 from events where event_id = ?", args: [first.eventId] },
    locks: events.map((each) => {
      const { subjectId, version } = subjectOf(each);
      return `${subjectId} ${version}`;
    }),
  };
}
