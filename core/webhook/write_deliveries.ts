import { assertCommitted } from "../conflict.ts";
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
  assertCommitted(await deps.write({ statements }));
}
