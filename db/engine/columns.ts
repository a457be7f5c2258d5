import type { Row } from "../../core/query.ts";

/** Reads one row column by column; a value of an unexpected type is a fault, never a guess. */
export class Columns {
  constructor(private readonly row: Row, private readonly prefix = "") {}

  text(name: string): string {
    const value = this.row[this.prefix + name];
    if (typeof value !== "string") throw this.fault(name, "text", value);
    return value;
  }

  textOrNone(name: string): string | undefined {
    return this.isNone(name) ? undefined : this.text(name);
  }

  int(name: string): number {
    const value = this.row[this.prefix + name];
    if (typeof value !== "number") throw this.fault(name, "integer", value);
    return value;
  }

  intOrNone(name: string): number | undefined {
    return this.isNone(name) ? undefined : this.int(name);
  }

  json<T>(name: string): T {
    return JSON.parse(this.text(name)) as T;
  }

  isNone(name: string): boolean {
    return this.row[this.prefix + name] === null;
  }

  private fault(name: string, expected: string, value: unknown): TypeError {
    return new TypeError(`Cannot read column ${name}: expected ${expected}, got ${typeof value}`);
  }
}
