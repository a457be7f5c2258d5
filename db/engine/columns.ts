import type { Row } from "../../core/query.ts";

/** By their JSON, so none is ever stale. */
const lists = new Map<string, readonly string[]>();
const LISTS_MAX = 1_000;

/** By prefix and name: a name put together anew is looked up much more slowly than one that is kept. */
const keptNames = new Map<string, Map<string, string>>();

/** Reads one row column by column; a value of an unexpected type is a fault, never a guess. */
export class Columns {
  private readonly names: Map<string, string>;

  constructor(private readonly row: Row, private readonly prefix = "") {
    let names = keptNames.get(prefix);
    if (!names) keptNames.set(prefix, names = new Map());
    this.names = names;
  }

  text(name: string): string {
    const value = this.valueOf(name);
    if (typeof value !== "string") throw this.fault(name, "text", value);
    return value;
  }

  textOrNone(name: string): string | undefined {
    return this.isNone(name) ? undefined : this.text(name);
  }

  int(name: string): number {
    const value = this.valueOf(name);
    if (typeof value !== "number") throw this.fault(name, "integer", value);
    return value;
  }

  intOrNone(name: string): number | undefined {
    return this.isNone(name) ? undefined : this.int(name);
  }

  jsonOrNone<T>(name: string): T | undefined {
    return this.isNone(name) ? undefined : this.json<T>(name);
  }

  json<T>(name: string): T {
    return JSON.parse(this.text(name)) as T;
  }

  /** Texts of a column that holds the same few again and again, as a merchant's products do. */
  list(name: string): readonly string[] {
    const text = this.text(name);
    const known = lists.get(text);
    if (known) return known;
    const list = Object.freeze(JSON.parse(text) as string[]);
    if (lists.size >= LISTS_MAX) lists.clear();
    lists.set(text, list);
    return list;
  }

  isNone(name: string): boolean {
    return this.valueOf(name) === null;
  }

  private valueOf(name: string): Row[string] | undefined {
    let kept = this.names.get(name);
    if (kept === undefined) this.names.set(name, kept = this.prefix + name);
    return this.row[kept];
  }

  private fault(name: string, expected: string, value: unknown): TypeError {
    return new TypeError(`Cannot read column ${name}: expected ${expected}, got ${typeof value}`);
  }
}
