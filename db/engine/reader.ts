import type { InValue, Value } from "@libsql/client";

/** The rows of one statement, each by column name. */
export interface Answer {
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

export interface ReadStatement {
  readonly sql: string;
  readonly args: InValue[];
  /** Set if the statement can only return one row, so that no second one is fetched. */
  readonly oneRow?: true;
}

/** What `load` needs of a client: one statement, or several of one snapshot. Never used for writes. */
export interface Reader {
  execute(statement: ReadStatement | string): Promise<Answer>;
  batch(statements: (ReadStatement | string)[], mode: "read"): Promise<readonly Answer[]>;
}
