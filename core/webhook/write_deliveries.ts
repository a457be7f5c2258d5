import { CommitUnknown, Conflict, Overloaded } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Unit } from "../unit.ts";

/**
 * Writes deliveries that a caller is waiting for, together. Throws Conflict, CommitUnknown, Overloaded like a commit.
 */
export async function writeDeliveries(
  deps: Pick<Deps, "write">,
  units: readonly Unit[],
): Promise<void> {
  const statements = units.flatMap((each) => each.statements);
  if (statements.length === 0) return;
  const verdict = await deps.write({ statements });
  switch (verdict.type) {
    case "committed":
      return;
    case "refused":
      throw new Conflict(verdict.constraint);
    case "unknown":
      throw new CommitUnknown("The store did not answer; ask again");
    case "overloaded":
      throw new Overloaded("The write queue is full");
  }
}
