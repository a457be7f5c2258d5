import type { Database } from "./client.ts";
import { groupReads } from "./group_reads.ts";
import type { Reader } from "./reader.ts";

export interface Reads {
  readonly reader: Reader;
  close(): void;
}

/**
 * How a long-lived process reads: on a server the round trip is expensive, and on a file preparing the statement is.
 */
export async function openReads(
  { kind, reader }: Pick<Database, "kind" | "reader">,
): Promise<Reads> {
  if (kind === "http") return { reader: groupReads(reader), close: () => {} };
  // Only here, because a server needs no native driver.
  const { preparedReads } = await import("./prepared_reads.ts");
  const { rows } = await reader.execute("PRAGMA database_list");
  const prepared = preparedReads(String(rows[0]?.["file"]));
  return { reader: prepared, close: prepared.close };
}
