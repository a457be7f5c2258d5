import type { InValue } from "@libsql/client";
import type { Answers, Load, Query, Row } from "../../core/query.ts";
import type { Statement } from "../../core/unit.ts";
import { isPacked, joined, unjoin, unpack } from "./packed.ts";
import type { Reader } from "./reader.ts";

/** The first row through `read`, or undefined when there is none. */
export function first<T>(statement: Statement, read: (row: Row) => T): Query<T | undefined> {
  return { statement, read: (rows) => rows.length === 0 ? undefined : read(rows[0]!) };
}

export function all<T>(statement: Statement, read: (row: Row) => T): Query<readonly T[]> {
  return { statement, read: (rows) => rows.map(read) };
}

/**
 * One round trip for any number of queries, and one snapshot: packed queries go as one statement, which costs a third
 * of a batch; others go as a batch.
 */
export function createLoad(client: Reader): Load {
  return <const Q extends readonly Query<unknown>[]>(...queries: Q): Promise<Answers<Q>> =>
    send(client, queries) as Promise<Answers<Q>>;
}

async function send(
  client: Reader,
  queries: readonly Query<unknown>[],
): Promise<readonly unknown[]> {
  if (queries.every(isPacked)) {
    const { rows } = await client.execute({ ...inStatement(joined(queries)), oneRow: true });
    const [answer] = rows as unknown as Row[];
    return queries.map((each, i) => each.read(unjoin(each, answer?.[`q${i}`])));
  }
  const statements = queries.map((each) => inStatement(each.statement));
  const only = statements.length === 1 ? statements[0] : undefined;
  const results = only ? [await client.execute(only)] : await client.batch(statements, "read");
  return queries.map((each, i) => {
    const rows = (results[i]?.rows ?? []) as unknown as Row[];
    return each.read(isPacked(each) ? unpack(each, rows) : rows);
  });
}

export function inStatement(statement: Statement): { sql: string; args: InValue[] } {
  return { sql: statement.sql, args: [...statement.args] };
}
