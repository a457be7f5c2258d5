import type { Client } from "@libsql/client";
import type { Query } from "../../core/query.ts";
import { inStatement } from "../../db/engine/query.ts";

/** How the database would answer, step by step. */
export async function planOf(client: Client, query: Query<unknown>): Promise<readonly string[]> {
  const { sql, args } = inStatement(query.statement);
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args });
  return rows.map((row) => String(row["detail"]));
}
