import type { SqlArg, Statement, Unit, UnitRows, Verdict } from "../../../core/unit.ts";
import type { Written } from "./connection.ts";

/** A unit waiting for its verdict. */
export interface Pending {
  readonly unit: Unit;
  readonly settle: (verdict: Verdict) => void;
  /** Its caller has an answer, by its deadline for instance; from then on it is never sent. */
  readonly settled: () => boolean;
  /** An earlier attempt may have committed it, so a collision may be with itself. */
  inDoubt: boolean;
  /** A batch that contains it has been sent and not been answered yet. */
  onItsWay: boolean;
}

export interface GroupLimits {
  readonly units: number;
  readonly statements: number;
}

/**
 * Takes the next group from the front of the queue. A unit that shares a lock with one already taken stays, because
 * one of the two would certainly be refused and cost the group a second round trip.
 */
export function takeGroup(queue: Pending[], limits: GroupLimits): Pending[] {
  const group: Pending[] = [];
  const held: Pending[] = [];
  const locks = new Set<string>();
  let statements = 0;
  let seen = 0;

  for (; seen < queue.length && group.length < limits.units; seen++) {
    const pending = queue[seen]!;
    const unitLocks = pending.unit.locks ?? [];
    if (unitLocks.some((lock) => locks.has(lock))) {
      held.push(pending);
      for (const lock of unitLocks) locks.add(lock);
      continue;
    }
    if (group.length > 0 && statements + pending.unit.statements.length > limits.statements) break;
    statements += pending.unit.statements.length;
    for (const lock of unitLocks) locks.add(lock);
    group.push(pending);
  }
  queue.splice(0, seen, ...held);
  return group;
}

/** Those whose callers still wait. */
export function waiting(units: readonly Pending[]): readonly Pending[] {
  return units.every((pending) => !pending.settled())
    ? units
    : units.filter((pending) => !pending.settled());
}

/** The verdict on a unit that is given up: what was never sent, or only met a lock, was certainly not written. */
export function givenUp({ inDoubt, onItsWay }: Pending): Verdict {
  return { type: inDoubt || onItsWay ? "unknown" : "overloaded" };
}

export function statementsOf(units: readonly Pending[]): Statement[] {
  return units.flatMap((pending) => [...pending.unit.statements]);
}

/** The unit a statement of the joined batch belongs to. */
export function ownerOf(units: readonly Pending[], statementIndex: number): Pending | undefined {
  let end = 0;
  return units.find((pending) => {
    end += pending.unit.statements.length;
    return statementIndex < end;
  });
}

export function settleCommitted(units: readonly Pending[], results: readonly Written[]): void {
  let from = 0;
  for (const pending of units) {
    const until = from + pending.unit.statements.length;
    pending.settle({ type: "committed", rows: results.slice(from, until).map(plainRows) });
    from = until;
  }
}

/** The rows of a unit known to be committed only by its proof: what it returned is lost. */
export function noRows(unit: Unit): UnitRows {
  return unit.statements.map(() => []);
}

function plainRows(result: Written): UnitRows[number] {
  return result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column) => [column, plainValue(row[column])]))
  );
}

// Our tables have no REAL; as text it can at least be read, and a committed unit stays committed.
function plainValue(value: unknown): SqlArg {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return String(value);
}
