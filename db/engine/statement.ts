import { is, Param, Placeholder } from "drizzle-orm";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import type { SqlArg, Statement, Unit } from "../../core/unit.ts";

/** Builds SQL and never sends it: only `load` and the writer send. */
export const build = drizzle(() => {
  throw new TypeError("Cannot send here: use load or the writer");
});

interface Builder {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] };
}

/**
 * Turns a drizzle builder with placeholders into a function from values to a statement. The text is built once, so the
 * number of distinct statements stays small and a request pays only for its values; and only when it is first wanted,
 * because hundreds of texts are a quarter of a worker's start.
 */
export function prepare<V extends Readonly<Record<string, unknown>>>(
  builder: Builder,
): (values: V) => Statement {
  let text: Text | undefined;
  return (values) => {
    const { sql, slots } = text ??= textOf(builder);
    return { sql, args: slots.map((slot) => slot(values)) };
  };
}

interface Text {
  readonly sql: string;
  readonly slots: readonly ReturnType<typeof slotOf>[];
}

function textOf(builder: Builder): Text {
  const { sql, params } = builder.toSQL();
  return { sql, slots: params.map(slotOf) };
}

/** What an argument of the text is made of: a value of its name, as its column wants it, or always the same. */
function slotOf(param: unknown): (values: Readonly<Record<string, unknown>>) => SqlArg {
  if (is(param, Placeholder)) {
    const { name } = param;
    return (values) => asArg(valueOf(values, name));
  }
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder, value: { name } } = param;
    return (values) => asArg(encoder.mapToDriverValue(valueOf(values, name)));
  }
  const fixed = asArg(param);
  return () => fixed;
}

function valueOf(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in values) return values[name];
  throw new TypeError(`Cannot bind: no value was given for "${name}"`);
}

/** A unit of one written statement. */
export function unitOf(text: string, ...args: readonly (string | number | null)[]): Unit {
  return { statements: [{ sql: text, args: args.map(asArg) }] };
}

function asArg(value: unknown): SqlArg {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`Cannot bind ${typeof value}: expected text, whole number, bytes or nothing`);
}
