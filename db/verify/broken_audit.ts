import type { Client, Row } from "@libsql/client";
import type { Finding } from "./checks.ts";
import { storedHash } from "./stored_hash.ts";

const PAGE = 500;

/** Entries of the audit chain that were removed, moved or edited, and those whose event was. */
export async function* brokenAudit(client: Pick<Client, "execute">): AsyncGenerator<Finding> {
  let before = -1;
  let head = "";
  let lastEvent = 0;
  for await (const row of entries(client)) {
    const entry = Number(row["entry"]);
    const by = `${entry}, of ${row["of"]}`;
    if (entry !== before + 1) {
      yield { promise: "an audit entry that was removed", by: `${missing(before + 1, entry - 1)}` };
    } else if (row["previous"] !== head || Number(row["seq"]) < lastEvent) {
      yield { promise: "an audit entry that does not follow the one before it", by };
    }
    if (entry === 0) {
      if (!/^after \d+$/.test(String(row["hash"]))) {
        yield { promise: "an audit chain without its beginning", by: String(row["hash"]) };
      }
    } else if (row["event_id"] === null) {
      yield { promise: "an audit entry whose event was removed", by };
    } else if (storedHash(row, String(row["previous"])) !== row["hash"]) {
      yield { promise: "an audit entry that differs from its event", by: `${by} ${row["type"]}` };
    }
    before = entry;
    head = String(row["hash"]);
    lastEvent = Number(row["seq"]);
  }
  if (before < 0) yield { promise: "an audit entry that was removed", by: "0" };
}

async function* entries(client: Pick<Client, "execute">): AsyncGenerator<Row> {
  for (let after = -1;;) {
    const { rows } = await client.execute({
      sql: `select a.seq as entry, a.event_id as "of", a.previous, a.hash, e.*
        from audit_entries a left join events e on e.event_id = a.event_id
        where a.seq > ? order by a.seq limit ${PAGE}`,
      args: [after],
    });
    yield* rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.["entry"]);
  }
}

function missing(first: number, last: number): string {
  return first === last ? `${first}` : `${first} to ${last}`;
}
