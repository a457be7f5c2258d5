import type { Unit } from "../../../core/unit.ts";

/**
 * Throws a TypeError for a unit that must never reach the queue. A JavaScript number is one such bug: it would be
 * bound as REAL, and money would stop being an integer in every expression.
 */
export function checkUnit(unit: Unit): void {
  if (unit.statements.length === 0) throw new TypeError("Cannot write a unit without statements");
  const all = unit.proof ? [...unit.statements, unit.proof] : unit.statements;
  for (const { sql, args } of all) {
    for (const [position, arg] of args.entries()) {
      if (isSqlArg(arg)) continue;
      const kind = arg === undefined ? "undefined" : typeof arg;
      throw new TypeError(
        `Cannot bind a ${kind} as argument ${position + 1} of "${sql.slice(0, 60)}": ` +
          "expected text, bigint, bytes or null",
      );
    }
  }
}

function isSqlArg(value: unknown): boolean {
  if (value === null || typeof value === "string") return true;
  if (typeof value === "bigint") return BigInt.asIntN(64, value) === value;
  return value instanceof Uint8Array;
}
