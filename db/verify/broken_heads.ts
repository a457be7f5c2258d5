import type { Client } from "@libsql/client";
import { type AuditHead, type PublicKeys, readHead } from "../../core/audit/audit_head.ts";
import type { Finding } from "./checks.ts";

export interface KnownHeads {
  /** The portal's public keys; without them no head is looked at. */
  readonly keys?: PublicKeys | undefined;
  /** Signed heads that somebody has kept; the table of the published ones can be changed, these cannot. */
  readonly keptHeads?: readonly string[];
}

/** Signed heads of the audit chain that it does not lead to: its tail was cut off, or it was rewritten. */
export async function* brokenHeads(
  client: Pick<Client, "execute">,
  { keys, keptHeads = [] }: KnownHeads,
): AsyncGenerator<Finding> {
  if (!keys) return;
  // Before the chain, which may grow meanwhile.
  const { rows } = await client.execute("select day, entries, jws from audit_heads");
  const published = new Map(rows.map((row) => [String(row["jws"]), row]));
  for (const jws of new Set([...published.keys(), ...keptHeads])) {
    const head = await readHead(jws, keys).catch((error: Error) => error);
    const row = published.get(jws);
    if (head instanceof Error) {
      const which = row ? `${row["day"]}, ${row["entries"]} entries` : "the one that was kept";
      yield { promise: "an audit head that the portal did not sign", by: which };
    } else {
      yield* atHead(client, head);
    }
  }
}

async function* atHead(
  client: Pick<Client, "execute">,
  { entries, hash, day }: AuditHead,
): AsyncGenerator<Finding> {
  const { rows: [row] } = await client.execute({
    sql: `select max(seq) as last, (select hash from audit_entries where seq = ?) as hash
      from audit_entries`,
    args: [entries],
  });
  const last = Number(row?.["last"] ?? 0);
  if (last < entries) {
    yield {
      promise: "an audit chain whose end was cut off",
      by: `it has ${last} entries, and the head of ${day} ${entries}`,
    };
  } else if (row?.["hash"] !== hash) {
    yield {
      promise: "an audit chain that was rewritten",
      by: `entry ${entries} is not the one in the head of ${day}`,
    };
  }
}
