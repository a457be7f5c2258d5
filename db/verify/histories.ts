import type { Client, Row } from "@libsql/client";

/** A row with the events of its history, oldest first, as of one moment. */
export interface History {
  readonly id: string;
  readonly row: Row;
  readonly events: readonly Row[];
}

interface Histories {
  readonly table: string;
  readonly id: string;
  /** The columns that are wanted of the row. */
  readonly columns: string;
  readonly from?: string;
}

const PAGE = 200;

/** All of a table's rows with their events, a page at a time. */
export async function* histories(
  client: Pick<Client, "batch">,
  { table, id, columns, from = table }: Histories,
): AsyncGenerator<History> {
  const page = `${id} > ? order by ${id} limit ${PAGE}`;
  let after = "";
  for (;;) {
    const [rows, events] = await client.batch([
      { sql: `select ${columns} from ${from} where ${page}`, args: [after] },
      {
        sql: `select * from events where subject_id in (select ${id} from ${table} where ${page})
          order by subject_id, version`,
        args: [after],
      },
    ], "read");
    const bySubject = Map.groupBy(events?.rows ?? [], (event) => event["subject_id"]);
    for (const row of rows?.rows ?? []) {
      after = String(row[id]);
      yield { id: after, row, events: bySubject.get(after) ?? [] };
    }
    if ((rows?.rows.length ?? 0) < PAGE) return;
  }
}

/** What a column holds as JSON; nothing where it was damaged, which the chain tells. */
export function jsonIn(row: Row, column: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(String(row[column])) ?? {};
  } catch {
    return {};
  }
}
