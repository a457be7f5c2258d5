import type { InValue, Value } from "@libsql/client";

/** The rows of one statement, each by column name. */
export interface Answer {
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

export interface ReadStatement {
  readonly sql: string;
  readonly args: InValue[];
  /** Said where the text alone makes it one row, so that nobody looks for a second one. */
  readonly oneRow?: true;
}

/** What `load` needs of a client: one statement, or several of one snapshot. Whoever passes it sends no writes. */
export interface Reader {
  execute(statement: ReadStatement | string): Promise<Answer>;
  batch(statements: (ReadStatement | string)[], mode: "read"): Promise<readonly Answer[]>;
}
