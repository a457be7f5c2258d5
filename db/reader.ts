import type { InStatement, Value } from "@libsql/client";

/** The rows of one statement, each by column name. */
export interface Answer {
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/** What `load` needs of a client: one statement, or several of one snapshot. Whoever passes it sends no writes. */
export interface Reader {
  execute(statement: InStatement | string): Promise<Answer>;
  batch(statements: InStatement[], mode: "read"): Promise<readonly Answer[]>;
}
