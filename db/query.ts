import type { Client, InStatement } from "@libsql/client";
import type { Answers, Load, Query, Row } from "../core/query.ts";
import type { Statement } from "../core/unit.ts";

/** The first row through `read`, or undefined when there is none. */
export function first<T>(statement: Statement, read: (row: Row) => T): Query<T | undefined> {
  return { statement, read: (rows) => rows[0] === undefined ? undefined : read(rows[0]) };
}

export function all<T>(statement: Statement, read: (row: Row) => T): Query<readonly T[]> {
  return { statement, read: (rows) => rows.map(read) };
}

/** One round trip whatever the number of queries: a batch reads one snapshot, a single query needs none. */
export function createLoad(client: Pick<Client, "batch" | "execute">): Load {
  return async <const Q extends readonly Query<unknown>[]>(...queries: Q): Promise<Answers<Q>> => {
    const statements = queries.map((each) => inStatement(each.statement));
    const only = statements.length === 1 ? statements[0] : undefined;
    const results = only ? [await client.execute(only)] : await client.batch(statements, "read");
    const answers = queries.map((each, i) =>
      each.read((results[i]?.rows ?? []) as unknown as Row[])
    );
    return answers as Answers<Q>;
  };
}

export function inStatement(statement: Statement): InStatement {
  return { sql: statement.sql, args: [...statement.args] };
}
